import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { decideRelease } from '../../electron/engine/release/flow/decide.ts';
import { enterPackage, enterTable } from '../../electron/engine/release/flow/enter.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import { removeRegisterYear } from '../../electron/engine/store/writer.ts';
import { readLedger } from '../../electron/engine/release/ledger/ledger.ts';
import type { ReleasePlan } from '../../shared/schemas/releasePlan.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesTable, importHouseholds, people, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* What was let out before there was a ledger, or by others, counts in every later attack. */

const folder = temporaryFolder();
let organisation: TestOrganisation;
let project: Project;

beforeAll(async () => {
  organisation = await newOrganisation(folder.path);
  project = await smallCountry(folder.path, 'prov.sigill', organisation.ports);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const submit = (plan: ReleasePlan) =>
  organisation.as('anna', (person) =>
    submitRelease(
      project,
      { plan, folder: organisation.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
      silent,
    ),
  );

const published = (name: string, plan: ReleasePlan, lines: readonly string[]) => {
  const file = path.join(folder.path, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return organisation.as('anna', (person) =>
    enterTable(project, file, plan.tables[0]?.id ?? '', {}, new Map(), { plan, folder: organisation.folder, person }),
  );
};

const municipalities = ['6001', '6002', '6101', '6102'];

/** How many people of a municipality are at most so old. */
const upTo = (municipality: number, age: number): number =>
  people().filter((person) => Math.floor(person.area / 3) === municipality && person.age <= age).length;

describe('tables entered in the ledger', () => {
  it('are refused with the line when they hold no counts, or areas that nobody knows', async () => {
    const plan = planOf([agesTable('tidigare', [30], 'municipality')]);
    await expect(published('fel.csv', plan, ['kommun;0-30', '6001;12,5'])).rejects.toMatchObject({
      key: 'flow.enter.notCount',
      place: { line: 2 },
    });
    await expect(published('fel2.csv', plan, ['kommun;0-30', '9999;12'])).rejects.toMatchObject({
      key: 'flow.enter.unknownArea',
    });
    await expect(published('fel3.csv', plan, ['kommun;barn', '6001;12'])).rejects.toMatchObject({
      key: 'flow.enter.noColumn',
    });
    expect(readLedger(organisation.ledger).state.tables).toEqual([]);
  });

  it('published by others stop a release whose population differs from theirs by few', async () => {
    const asked = planOf([agesTable('alder', [29], 'municipality')]);
    await expect(submit(asked)).resolves.toMatchObject({ together: { earlier: 0 } });
    const theirs = planOf([agesTable('tidigare', [30], 'municipality')]);
    const entered = await published('folk.csv', theirs, [
      'kommun;0-30',
      ...municipalities.map((code, i) => `${code};${String(upTo(i, 30))}`),
    ]);
    expect(entered.tables).toMatchObject([{ id: 'tidigare', published: 4 }]);
    await expect(submit(asked)).rejects.toMatchObject({ key: 'flow.together.difference' });
    await expect(submit(planOf([sexTable('kon', 'municipality')]))).resolves.toMatchObject({
      together: { earlier: 1 },
    });
  });

  it('whose counts are not those of the records stop what counts the same unit and year', async () => {
    const theirs = planOf([agesTable('annan', [49], 'municipality')]);
    await published('annan.csv', theirs, ['kommun;0-49', `6001;${String(upTo(0, 49) + 1)}`]);
    await expect(submit(planOf([sexTable('kon', 'municipality')]))).rejects.toMatchObject({
      key: 'flow.together.revised',
    });
  });
});

describe('a table of another unit that has left', () => {
  const limits = [19, 64];
  const codes = ['0-19', '20-64', '65+'];
  const categoryOf = (age: number): number => (age <= 19 ? 0 : age <= 64 ? 1 : 2);
  const region = (area: number): string =>
    `6${String(Math.floor(area / 6))}0${String(1 + (Math.floor(area / 3) % 2))}R00${String(1 + (area % 3))}`;

  /** A project of its own whose households have been published in full, person for person the same counts. */
  async function published() {
    const place = temporaryFolder();
    const own = await newOrganisation(place.path, 5);
    const home = await smallCountry(place.path, 'hem.sigill', own.ports);
    await importHouseholds(home, place.path);
    const ages = agesTable('hushall', limits);
    if (ages.content.kind !== 'register') throw new Error('ages are counted from a register');
    const plan = planOf([{ ...ages, content: { ...ages.content, register: 'hushall' } }]);
    const lines = Array.from({ length: 12 }, (_, area) => {
      const counts = codes.map(
        (__, c) => people().filter((person) => person.area === area && categoryOf(person.age) === c).length,
      );
      return `${region(area)};${counts.join(';')}`;
    });
    const file = path.join(place.path, 'hushall-ute.csv');
    writeFileSync(file, `${[`omrade;${codes.join(';')}`, ...lines].join('\n')}\n`);
    await own.as('anna', (person) =>
      enterTable(home, file, 'hushall', {}, new Map(), { plan, folder: own.folder, person }),
    );
    const ask = () =>
      own.as('anna', (person) =>
        submitRelease(
          home,
          {
            plan: planOf([agesTable('alder', limits)]),
            folder: own.folder,
            person,
            reviewer: 'gunnar',
            productVersion: '0.1.0',
          },
          silent,
        ),
      );
    const close = (): void => {
      home.close();
      place.remove();
    };
    return { home, place, ask, close };
  }

  it('counts as public knowledge also when its register has been revised since', async () => {
    const { home, place, ask, close } = await published();
    await expect(ask()).rejects.toMatchObject({ key: 'flow.together.hiddenThere' });
    // One household more, in one area: what was published elsewhere is as well known as before.
    await importHouseholds(home, place.path, [...people(), { area: 7, sex: 1, age: 30 }]);
    await expect(ask()).rejects.toMatchObject({ key: 'flow.together.revised' });
    close();
  });

  it('is refused when nobody can count it again, since then nobody can say of what it is', async () => {
    const { home, ask, close } = await published();
    expect(removeRegisterYear(databaseOf(home), 'hushall', 2023)).toBe(true);
    await expect(ask()).rejects.toMatchObject({ key: 'flow.together.uncounted' });
    close();
  });
});

describe('a package entered in the ledger of another organisation', () => {
  it('counts there as it does at home', async () => {
    const place = temporaryFolder();
    const theirs = await newOrganisation(place.path, 3);
    const source = await smallCountry(place.path, 'deras.sigill', theirs.ports);
    const plan = planOf([agesTable('alder', [19, 64])]);
    const { review } = await theirs.as('anna', (person) =>
      submitRelease(
        source,
        { plan, folder: theirs.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
        silent,
      ),
    );
    const now = theirs.ports.now;
    const decision = await theirs.as('gunnar', (person) =>
      decideRelease(
        { box: review, folder: theirs.folder, person, outcome: 'approved', reasons: '', without: [], now },
        silent,
      ),
    );
    const out = path.join(place.path, 'paket');
    await theirs.as('anna', (person) =>
      sealRelease(source, { decision, folder: theirs.folder, person, out, productVersion: '0.1.0' }, silent),
    );
    source.close();

    const home = temporaryFolder();
    const ours = await newOrganisation(home.path, 4);
    const own = await smallCountry(home.path, 'vårt.sigill', ours.ports);
    const entered = await ours.as('anna', (person) =>
      enterPackage(own, out, { plan, folder: ours.folder, person }, silent),
    );
    expect(entered.tables).toMatchObject([{ id: 'alder', cells: 76 }]);
    const again = ours.as('anna', (person) =>
      submitRelease(
        own,
        {
          plan: planOf([{ ...agesTable('nytt', [19, 64]), minFrequency: 25 }]),
          folder: ours.folder,
          person,
          reviewer: 'gunnar',
          productVersion: '0.1.0',
        },
        silent,
      ),
    );
    await expect(again).rejects.toMatchObject({ kind: 'refused' });
    own.close();
    home.remove();
    place.remove();
  });
});
