import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { checkDraft } from '../../electron/engine/release/flow/checkDraft.ts';
import { decideRelease, reviewRelease } from '../../electron/engine/release/flow/decide.ts';
import { shownReview } from '../../electron/engine/release/flow/shownReview.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { readLedger } from '../../electron/engine/release/ledger/ledger.ts';
import { verifyPackage } from '../../electron/engine/release/verifyPackage.ts';
import { certificateSchema, type Certificate } from '../../shared/schemas/certificate.ts';
import type { ReleasePlan } from '../../shared/schemas/releasePlan.ts';
import type { ReleaseStatement } from '../../shared/schemas/releaseStatement.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesTable, people, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* Lists, groups, profiles and needs on the whole way: drafted, submitted, reviewed, approved, sealed and verified. */

const folder = temporaryFolder();
const both = (label: string) => ({ sv: label, en: label });

const from: ReleaseStatement['from'] = [
  { indicator: 'old', table: 'alder', category: '65+' },
  { indicator: 'women', table: 'kon', category: 'kvinna' },
];
const method = {
  version: 1 as const,
  kind: 'problem-count' as const,
  indicators: [
    { id: 'old', direction: 1 as const, threshold: 12 },
    { id: 'women', direction: 1 as const, threshold: { percentile: 60 } },
  ],
  k: 1,
  levels: [
    { from: 1, name: 'Ett problem' },
    { from: 2, name: 'Två problem' },
  ],
};
const levels: ReleaseStatement = {
  id: 'nivaer',
  title: both('Nivåer'),
  from,
  content: { kind: 'assessment', method, show: ['level', 'rank', 'score'] },
};
const needs: ReleaseStatement = {
  id: 'behov',
  title: both('Behov'),
  from,
  content: { kind: 'needs', method, limits: { large: 1.5, veryLarge: 2 }, show: ['class', 'factors'] },
};
const groups: ReleaseStatement = {
  id: 'grupper',
  title: both('Grupper'),
  from,
  content: {
    kind: 'groups',
    grouping: {
      version: 1,
      algorithm: 'k-means',
      k: 2,
      starts: 5,
      seed: 1,
      indicators: [{ id: 'old' }, { id: 'women' }],
    },
    needs: method,
    names: [both('Äldre'), both('Yngre')],
    show: ['group', 'profile', 'means', 'needs'],
  },
};
const plan: ReleasePlan = {
  ...planOf([agesTable('alder', [64]), sexTable('kon')]),
  formats: ['csv', 'csv-excel', 'xlsx', 'px', 'json-stat', 'svg', 'html', 'pdf', 'docx'],
  statements: [levels, needs, groups],
};
const IDS = [
  'alder',
  'kon',
  'nivaer-niva',
  'nivaer-rang',
  'nivaer-varde',
  'behov-klass',
  'behov-faktorer',
  'grupper-grupp',
  'grupper-profil',
  'grupper-medel',
  'grupper-behov',
];

interface Country {
  readonly organisation: TestOrganisation;
  readonly project: Project;
  readonly place: string;
}
let made = 0;
const open: Project[] = [];

async function country(): Promise<Country> {
  made += 1;
  const place = path.join(folder.path, `land-${String(made)}`);
  mkdirSync(place, { recursive: true });
  const organisation = await newOrganisation(place, made);
  const project = await smallCountry(place, 'prov.sigill', organisation.ports, people(1));
  open.push(project);
  return { organisation, project, place };
}
afterAll(() => {
  for (const project of open) project.close();
  folder.remove();
});

const submit = ({ organisation, project }: Country, own: ReleasePlan) =>
  organisation.as('anna', (person) =>
    submitRelease(
      project,
      { plan: own, folder: organisation.folder, person, reviewer: 'gunnar', productVersion: '0.1.0' },
      silent,
    ),
  );

const approve = ({ organisation }: Country, box: Buffer, without: readonly string[] = []) =>
  organisation.as('gunnar', (person) =>
    decideRelease(
      {
        box,
        folder: organisation.folder,
        person,
        outcome: without.length === 0 ? 'approved' : 'changed',
        reasons: 'kontrollerat',
        without,
        now: organisation.ports.now,
      },
      silent,
    ),
  );

const certificateIn = (out: string, id: string): Certificate =>
  certificateSchema.parse(JSON.parse(readFileSync(path.join(out, 'certifikat', `${id}.json`), 'utf8')));

describe('lists, groups, profiles and needs of a release', () => {
  it('leave in a sealed package, in every format, and are worked out again from it', async () => {
    const own = await country();
    const { organisation, project, place } = own;
    const submitted = await submit(own, plan);
    expect(submitted.tables.map(({ id }) => id)).toEqual(IDS);
    const reviewed = await organisation.as('gunnar', (person) =>
      reviewRelease(submitted.review, organisation.folder, person, silent),
    );
    expect(reviewed.findings).toEqual([]);
    // The reviewer reads levels and groups in words, which the window may be told.
    const shown = shownReview(reviewed, organisation.folder);
    expect(contract['review.opened'].output.safeParse({ review: shown }).success).toBe(true);
    expect(shown.tables.find(({ id }) => id === 'nivaer-niva')?.meanings.map(({ label }) => label.en)).toContain(
      'below the lowest level',
    );
    const decision = await approve(own, submitted.review);
    const out = path.join(place, 'paket');
    await organisation.as('anna', (person) =>
      sealRelease(project, { decision, folder: organisation.folder, person, out, productVersion: '0.1.0' }, silent),
    );
    const { findings, manifest } = await verifyPackage(out, silent);
    expect(findings).toEqual([]);
    expect(manifest?.tables.map(({ id }) => id)).toEqual(IDS);
    const level = certificateIn(out, 'nivaer-niva');
    expect(level.about.measure.meanings?.map(({ label }) => label.sv)).toEqual([
      'under den lägsta nivån',
      'Ett problem',
      'Två problem',
    ]);
    // Of every third area hardly anybody is old, and how many is hidden: the level is told where it is the same whatever it is.
    expect(level.values.length).toBe(12);
    expect(level.values.filter((value) => value !== null).length).toBeGreaterThanOrEqual(4);
    expect(certificateIn(out, 'nivaer-rang').values.length).toBe(12);
    const csv = readFileSync(path.join(out, 'tabeller', 'nivaer-niva.csv'), 'utf8').split('\n');
    expect(csv[0]).toBe('omrade,omrade_namn,uppgift,uppgift_namn,Nivå_namn,Nivå');
    expect(csv.slice(1).some((line) => line.endsWith(',Ett problem,1'))).toBe(true);
    expect(readdirSync(path.join(out, 'bilder')).filter((name) => name.startsWith('behov-faktorer'))).toEqual([
      'behov-faktorer-diagram.svg',
    ]);
    // Six areas of a hundred people each are too few people for a profile: nothing is told of either group.
    expect(certificateIn(out, 'grupper-profil').values.every((value) => value === null)).toBe(true);
    const sealed = readLedger(path.join(organisation.folder, 'liggare.jsonl')).state.statements;
    expect(sealed.map(({ statement }) => statement.id)).toEqual(IDS.slice(2));
    expect(existsSync(path.join(out, 'rapport.pdf'))).toBe(true);
  });

  it('are looked at in a draft: what would leave, and why another cannot', async () => {
    const { project, organisation } = await country();
    const lost: ReleaseStatement = {
      ...levels,
      id: 'borta',
      from: from.map((own) => ({ ...own, table: 'finns-inte' })),
    };
    const weighed: ReleaseStatement = {
      ...levels,
      id: 'vikter',
      content: {
        kind: 'assessment',
        method: { ...method, indicators: method.indicators.map((one) => ({ ...one, weight: 0.123_45 })) },
        show: ['level'],
      },
    };
    const drafted = { ...plan, statements: [levels, lost, weighed] };
    const contents = await checkDraft(
      project,
      { plan: drafted, folder: organisation.folder, productVersion: '0.1.0' },
      silent,
    );
    expect(contents.tables.map(({ id }) => id)).toEqual(['alder', 'kon', 'nivaer-niva', 'nivaer-rang', 'nivaer-varde']);
    expect(contents.tables[2]).toMatchObject({ level: 'regso', cells: 12, title: { sv: 'Nivåer: nivå' } });
    expect(contents.refused.map(({ table, why }) => [table, why.key])).toEqual([
      ['vikter', 'statement.longWeight'],
      ['borta', 'statement.noTable'],
    ]);
  });

  it('a table that a list stands on is not left out without the list', async () => {
    const own = await country();
    const { review } = await submit(own, plan);
    await expect(approve(own, review, ['kon'])).rejects.toMatchObject({ key: 'flow.leaveOutTogether' });
    const lists = IDS.slice(2);
    const decision = await approve(own, review, ['kon', ...lists]);
    expect(decision.without).toEqual(['kon', ...lists]);
    const out = path.join(own.place, 'paket');
    await own.organisation.as('anna', (person) =>
      sealRelease(
        own.project,
        { decision, folder: own.organisation.folder, person, out, productVersion: '0.1.0' },
        silent,
      ),
    );
    expect((await verifyPackage(out, silent)).findings).toEqual([]);
  });

  it('a list without its table, of other areas, or with what the package does not hold is refused with what to do', async () => {
    const own = await country();
    const refused = async (statement: ReleaseStatement, key: string, about: string): Promise<void> => {
      await expect(submit(own, { ...plan, statements: [statement] })).rejects.toMatchObject({
        key,
        parameters: { statement: statement.id, about },
      });
    };
    await refused({ ...levels, from: [{ indicator: 'old', table: 'borta' }] }, 'statement.noTable', 'borta');
    await refused({ ...levels, from: from.slice(0, 1) }, 'statement.noFigure', 'women');
    const [old] = from;
    await refused(
      { ...levels, from: [{ ...(old ?? { indicator: '', table: '' }), category: '90+' }, ...from.slice(1)] },
      'statement.noCategory',
      'alder: 90+',
    );
    await refused(
      {
        ...levels,
        content: { ...levels.content, method: { ...method, exclude: [{ reason: 'x', areas: ['0180'] }] } } as never,
      },
      'statement.outside',
      'exclude',
    );
  });
});
