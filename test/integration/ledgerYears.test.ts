import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import type { IndicatorDefinition } from '../../shared/schemas/indicator.ts';
import type { ReleaseTable } from '../../shared/schemas/releasePlan.ts';
import { newOrganisation, type TestOrganisation } from '../support/organisation.ts';
import { temporaryFolder } from '../support/project.ts';
import { released, submitted } from '../support/released.ts';
import { agesTable, importPeople, people, planOf, smallCountry } from '../support/smallCountry.ts';

/*
 * Three years of one country. In 2023 hardly anybody is over 64 in every third area; the years before twelve more were, so that
 * nothing of these years is hidden, nor of the three taken together.
 */

const bothWords = (word: string) => ({ sv: word, en: word });

/** The share over 64 of the people of three years together. */
const threeYears: IndicatorDefinition = {
  version: 1,
  id: 'aldre-tre-ar',
  revision: 1,
  name: bothWords('Äldre'),
  note: bothWords('Prov'),
  source: 'Prov',
  factor: 'background',
  direction: 0,
  unit: 'percent',
  decimals: 1,
  problemVariable: false,
  exampleThreshold: null,
  reference: { time: bothWords('tre år'), carryYears: 0, pool: 3 },
  population: { register: 'person', where: { all: [] } },
  measure: { kind: 'share', numerator: { between: [65, 200], value: { variable: 'Alder' } } },
  missing: 'count-as-no',
};

const pooled: ReleaseTable = {
  id: 'aldre',
  title: bothWords('Äldre, tre år'),
  level: 'regso',
  content: { kind: 'indicator', indicator: 'aldre-tre-ar' },
};

/** Twelve of each area are seventy years old. */
const older = (seed: number) => {
  const seen = new Map<number, number>();
  return people(seed).map((person) => {
    const before = seen.get(person.area) ?? 0;
    seen.set(person.area, before + 1);
    return before >= 20 && before < 32 ? { ...person, age: 70 } : person;
  });
};

const folder = temporaryFolder();
let organisation: TestOrganisation;
let project: Project;

beforeAll(async () => {
  organisation = await newOrganisation(folder.path);
  project = await smallCountry(folder.path, 'prov.sigill', organisation.ports);
  await importPeople(project, folder.path, older(2), 2021);
  await importPeople(project, folder.path, older(3), 2022);
  computeIndicators(project, { definitions: [{ file: 'aldre.json', definition: threeYears }] }, silent);
});
afterAll(() => {
  project.close();
  folder.remove();
});

describe('years counted together', () => {
  it('less the other years are the year that is left: 2021–2023 less 2021 and 2022', async () => {
    await released(organisation, project, planOf([agesTable('alder', [64])], 2021), 'paket-2021');
    await released(organisation, project, planOf([agesTable('alder', [64])], 2022), 'paket-2022');
    // Years of their own have no record in common, whatever else has left.
    await expect(submitted(organisation, project, planOf([agesTable('alder', [64])], 2023))).resolves.toMatchObject({
      together: { earlier: 0 },
    });
    await released(organisation, project, planOf([pooled], 2023), 'paket-tre-ar');
    await expect(submitted(organisation, project, planOf([agesTable('alder', [64])], 2023))).rejects.toMatchObject({
      key: 'flow.together.exact',
      parameters: { table: 'alder' },
    });
    // Over municipalities all four numbers are large, and nothing of the areas within follows.
    const coarser = planOf([agesTable('alder', [64], 'municipality')], 2023);
    await expect(submitted(organisation, project, coarser)).resolves.toMatchObject({ together: { earlier: 3 } });
  });
});
