import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { MISSING_INTEGER } from '../../electron/engine/store/columns.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { write } from '../support/deliveries.ts';
import { generatedDialect, generatedExtract, readIndependently, specificationFor } from '../support/dialects.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

const LONG = process.env['SIGILL_LONG'] === '1';
const SEED = Number(process.env['SIGILL_SEED'] ?? 20_241_122);

/** Enough dialects for each choice to meet each other often; a million rows in all, in a long run. */
const DIALECTS = LONG ? 250 : 40;
const ROWS = LONG ? 4000 : 250;

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeEach(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterEach(() => {
  project.close();
  folder.remove();
});

/** The values of a column as numbers and texts, NaN and '' where missing. */
function valuesOf(name: string): readonly (number | string)[] {
  const [column] = project.store.read('person', 2023, [name]);
  if (column === undefined) throw new Error('no column');
  if (column.type === 'category' || column.type === 'area')
    return Array.from(column.values, (code) => column.dictionary[code] ?? '');
  return Array.from(column.values, (value) => (value === MISSING_INTEGER ? Number.NaN : value));
}

describe('every value of an extract', () => {
  it(`is what an independent reader reads, in ${DIALECTS} generated dialects`, { timeout: 900_000 }, async () => {
    const random = generator(SEED, 'dialects');
    for (let i = 0; i < DIALECTS; i += 1) {
      const dialect = generatedDialect(random);
      const extract = generatedExtract(random, dialect, ROWS);
      const expected = readIndependently(extract, dialect);
      const file = write(folder.path, 'utdrag.csv', extract.bytes);
      const options = {
        specification: specificationFor(dialect),
        files: [file],
        replace: true,
        threads: i % 10 === 9 ? 2 : 0,
      };
      const { badRows, registers } = await importFiles(project, options, silent);
      const said = JSON.stringify(dialect);
      expect(registers[0]?.rows, said).toBe(expected.numbers.Nr.length);
      expect(registers[0]?.refused, said).toBe(expected.bad.length);
      const lines = [...new Set(badRows.map(({ line }) => line))];
      expect(lines, said).toEqual(expected.bad.slice(0, lines.length));
      for (const [name, values] of Object.entries({ ...expected.numbers, ...expected.texts }))
        expect(valuesOf(name), `${name} in ${said}`).toEqual(values);
    }
  });
});
