import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { countTable } from '../../electron/engine/release/countTable.ts';
import { checkDraft } from '../../electron/engine/release/flow/checkDraft.ts';
import { reviewRelease } from '../../electron/engine/release/flow/decide.ts';
import { shownReview } from '../../electron/engine/release/flow/shownReview.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import { signRules } from '../../electron/engine/release/persons/organisation.ts';
import { CAUTIOUS_RULES } from '../../electron/engine/release/shippedRules.ts';
import { contract } from '../../shared/ipc/contract.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { agesBySex, agesTable, planOf, sexTable, smallCountry } from '../support/smallCountry.ts';

/* What the second person sees of a release with several levels, divisions and measures, linked tables, another method and a waiver. */

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

const WAIVER = { cell: '6001R001|65+', reason: 'Känt genom kommunens årsbok', approvedBy: 'greta' };
const plan = planOf([
  { ...agesTable('alder', [64]), linked: 'befolkning', waivers: [WAIVER] },
  { ...sexTable('kon'), linked: 'befolkning' },
  agesBySex('levda', [44], 'municipality'),
]);

describe('a release with several divisions, levels and measures', () => {
  it('is shown alike in the draft and to the reviewer, with rules, methods, loss, links and waivers', async () => {
    await organisation.as('adam', (adam) =>
      signRules(
        organisation.folder,
        { ...CAUTIOUS_RULES, waivers: [{ table: 'alder', ...WAIVER, requestedBy: 'anna' }] },
        adam,
        organisation.ports.now(),
        { loosen: true },
      ),
    );
    const options = { plan, folder: organisation.folder, productVersion: '0.1.0' };
    const contents = await checkDraft(project, options, silent);
    expect(contract['release.checked'].output.safeParse({ contents }).success).toBe(true);
    expect(contents.refused).toEqual([]);
    expect(contents.rules).toMatchObject({
      number: 2,
      looser: ['waivers'],
      set: { pPercent: 10, nk: [{ n: 2, k: 85 }] },
    });
    expect(contents.tables.map(({ id }) => id)).toEqual(['alder', 'kon', 'levda-antal', 'levda-ar']);
    const [ages, sexes, number, sum] = contents.tables.map(({ facts }) => facts);
    expect(ages).toMatchObject({ method: 'suppress', base: null, together: ['kon'] });
    expect(ages?.waivers).toEqual([{ ...WAIVER, value: 1, requestedBy: 'anna' }]);
    expect(sexes).toMatchObject({ together: ['alder'], waivers: [] });
    expect([number?.together, sum?.together]).toEqual([['levda-ar'], ['levda-antal']]);

    const { review } = await organisation.as('anna', (person) =>
      submitRelease(project, { ...options, person, reviewer: 'gunnar' }, silent),
    );
    const shown = await organisation.as('gunnar', async (gunnar) =>
      shownReview(await reviewRelease(review, organisation.folder, gunnar, silent), organisation.folder),
    );
    expect(contract['review.opened'].output.safeParse({ review: shown }).success).toBe(true);
    expect(shown.findings).toEqual([]);
    // By hand: the people of the hidden cells of areas and ages, of all people.
    const [first] = shown.tables;
    const truth = countTable(project, 2023, agesTable('alder', [64])).values;
    const inner = [...truth.keys()].filter(
      (cell) => /R\d{3}$/u.test(first?.dimensions[0]?.codes[Math.floor(cell / 3)] ?? '') && cell % 3 > 0,
    );
    const lost = inner.reduce((sum, cell) => sum + (Number.isNaN(first?.values[cell]) ? (truth[cell] ?? 0) : 0), 0);
    expect(ages?.hiddenPart).toBeCloseTo(lost / (truth[0] ?? 1), 12);
    expect(lost).toBeGreaterThan(0);
    expect(shown.tables.map(({ facts }) => facts)).toEqual(contents.tables.map(({ facts }) => facts));
    expect(shown.tables[3]).toMatchObject({ unit: { sv: 'år' }, dimensions: [{}, {}, {}] });
  });
});
