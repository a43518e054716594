import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { readSpecification } from '../../electron/engine/import/readSpecification.ts';
import { type Computed, computeIndicators } from '../../electron/engine/indicators/compute.ts';
import { indicatorMatrix } from '../../electron/engine/indicators/matrix.ts';
import { resourceFolder, shippedDefinitions } from '../../electron/engine/indicators/shipped.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { synthesise } from '../../electron/engine/synth/synth.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

/*
 * The whole catalogue on the demonstration country, four years with the break between area versions before the last: each
 * indicator has a value for each year whose registers allow it, and what is not computed is told with its reason.
 */

const YEARS = [2021, 2022, 2023, 2024];
const folder = temporaryFolder();
let project: Project;
let computed: Computed;

beforeAll(async () => {
  const delivery = path.join(folder.path, 'delivery');
  await synthesise({ folder: delivery, persons: 10_000, seed: 5, years: YEARS }, silent);
  project = newProject(folder.path);
  const names = readdirSync(delivery).filter((name) => name.endsWith('.csv'));
  const kinds = ['omradesnyckel', 'person', 'hushall', 'lagenhet', 'rostande', 'elever', 'brott', 'omrade'];
  for (const kind of kinds) {
    const specification = await readSpecification(path.join(resourceFolder('specifications'), `${kind}.json`));
    const files = names.filter((name) => name.startsWith(`${kind}_`)).map((name) => path.join(delivery, name));
    await importFiles(project, { specification, files, replace: false }, silent);
  }
  computed = computeIndicators(project, {}, silent);
});

afterAll(() => {
  project.close();
  folder.remove();
});

/** What asks for years that this country has not been given, by year. */
const NEEDS_MORE: Readonly<Record<number, readonly string[]>> = {
  2021: ['eligible-vocational-3-years', 'merit-points-3-years', 'persistently-low-economic-standard'],
  2022: ['eligible-vocational-3-years', 'merit-points-3-years', 'persistently-low-economic-standard'],
  2023: ['persistently-low-economic-standard'],
  2024: ['eligible-vocational-3-years', 'merit-points-3-years'],
};

describe('every shipped indicator on the demonstration country', () => {
  it('is computed wherever its registers are there, and otherwise says which are not', () => {
    const told = YEARS.map((year) => [
      year,
      computed.problems
        .filter((problem) => problem.year === year)
        .map(({ id }) => id)
        .sort(),
    ]);
    expect(told).toEqual(YEARS.map((year) => [year, NEEDS_MORE[year]]));
    const keys = new Set(computed.problems.filter(({ year }) => year < 2024).map(({ key }) => key));
    expect([...keys]).toEqual(['indicators.noEarlierRegister']);
    const last = new Set(computed.problems.filter(({ year }) => year === 2024).map(({ key }) => key));
    expect([...last]).toEqual(['indicators.pooledOverBreak']);
  });

  it.each(YEARS)('has a value for the nation in %i', (year) => {
    const { ids, columns } = indicatorMatrix(project, 'nation', year);
    const wanted = shippedDefinitions()
      .map(({ definition }) => definition.id)
      .filter((id) => !(NEEDS_MORE[year] ?? []).includes(id));
    expect(new Set(ids)).toEqual(new Set(wanted));
    expect(ids.filter((_, i) => Number.isNaN(columns[i]?.[0]))).toEqual([]);
  });
});
