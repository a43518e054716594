import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { databaseOf } from '../../electron/engine/project/database.ts';
import type { RegisterSpecification } from '../../shared/schemas/specification.ts';
import { UserError } from '../../shared/errors/errors.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { write } from '../support/deliveries.ts';
import { newProject, temporaryFolder } from '../support/project.ts';

const SPECIFICATION: RegisterSpecification = {
  version: 1,
  kind: 'register',
  register: 'person',
  year: 2023,
  dialect: { delimiter: ';', decimal: ',', encoding: 'utf-8' },
  columns: [
    { source: 'Nr', type: 'key', required: true },
    { source: 'Text', type: 'category' },
    { source: 'Tal', type: 'decimal' },
    { source: 'Heltal', type: 'integer', min: 0 },
    { source: 'Kod', type: 'category', codes: { a: '', b: '', c: '' } },
  ],
  unique: ['Nr'],
  toleratedBadRows: 100_000,
};

/**
 * A file over several slabs in which most cuts fall inside quotes: texts with line ends, doubled quotes and delimiters, and
 * rows that break rules, at random places.
 */
function quotedFile(rows: number): string {
  const random = generator(20_240_501, 'quoted');
  const pick = (n: number): number => Math.floor(random.uniform() * n);
  const lines = ['Nr;Text;Tal;Heltal;Kod'];
  for (let row = 1; row <= rows; row += 1) {
    const text = ['enkel', `"rad ${String(pick(50))}\n\n1;2;3;4;5\n"`, '"dubbla ""citat"""', 'å€', ''][pick(5)] ?? '';
    const bad = pick(400);
    const key = bad === 0 ? row - 1 : row;
    const code = bad === 1 ? 'z' : (['a', 'b', 'c', ''][pick(4)] ?? '');
    const whole = bad === 2 ? '-1' : bad === 3 ? 'x' : String(pick(1000));
    lines.push(`${String(key)};${text};${String(pick(1000))},${String(pick(100))};${whole};${code}`);
    if (bad === 4) lines.push('1;2');
    if (bad === 5) lines.push('');
  }
  return lines.join('\n');
}

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

describe('an import shared out among threads', () => {
  it('gives the same bytes, codes and places of faults whatever the number of threads', async () => {
    const file = write(folder.path, 'stor.csv', quotedFile(330_000));
    const results: unknown[] = [];
    for (const threads of [0, 1, 2]) {
      const project = newProject(folder.path, `t${String(threads)}.sigill`);
      const options = { specification: SPECIFICATION, files: [file], replace: false, threads };
      const { registers, badRows, files } = await importFiles(project, options, silent);
      const database = databaseOf(project);
      const chunks = database.prepare('select * from chunk order by variable, position').all();
      const variables = database.prepare('select * from variable order by id').all();
      const quality = database.prepare('select * from quality order by position').all();
      results.push({ registers, badRows, files, chunks, variables, quality });
      project.close();
    }
    expect(results[0]).toMatchObject({ registers: [{ rowsRead: expect.any(Number) as number }] });
    const [{ chunks, badRows } = { chunks: [], badRows: [] }] = results as { chunks: unknown[]; badRows: unknown[] }[];
    expect(chunks.length).toBeGreaterThan(20);
    expect(badRows.length).toBeGreaterThan(200);
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('stops at once when the user does, and when a thread finds that the file is wrong', async () => {
    const project = newProject(folder.path);
    const text = quotedFile(200_000);
    const wrong = Buffer.concat([Buffer.from(`${text}\n`), Buffer.from([0x31, 0x3b, 0xe5, 0x0a])]);
    const specification = { ...SPECIFICATION, toleratedBadRows: 1_000_000 };
    const take = async (content: string | Uint8Array, check: () => void): Promise<unknown> => {
      try {
        const files = [write(folder.path, 'fel.csv', content)];
        await importFiles(
          project,
          { specification, files, replace: false, threads: 2 },
          { report: () => undefined, check },
        );
      } catch (cause) {
        return cause;
      }
      throw new Error('nothing was refused');
    };
    const lines = text.split('\n').length + 1;
    expect(await take(wrong, () => undefined)).toMatchObject({
      key: 'delimited.wrongEncoding',
      place: { file: 'fel.csv', line: lines },
    });
    let checks = 0;
    const stop = (): void => {
      checks += 1;
      if (checks === 2) throw new UserError('cancelled', 'error.cancelled');
    };
    expect(await take(text, stop)).toMatchObject({ kind: 'cancelled' });
    expect(project.store.registers()).toEqual([]);
    project.close();
  });
});
