import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAreaFile } from '../../electron/engine/areafile/areaFile.ts';
import { importFiles } from '../../electron/engine/import/import.ts';
import { silent } from '../../electron/engine/jobs/progress.ts';
import { previewFile } from '../../electron/engine/preview/previewFile.ts';
import { specificationFrom } from '../../electron/engine/preview/specificationFrom.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { generator } from '../../shared/domain/random/generator.ts';
import { DataError, UserError } from '../../shared/errors/errors.ts';
import { previewSchema } from '../../shared/schemas/preview.ts';
import type { Specification } from '../../shared/schemas/specification.ts';
import { PERSONS, write } from '../support/deliveries.ts';
import { mutatedFile, wholeFiles } from '../support/mutatedFiles.ts';
import { newProject, temporaryFolder } from '../support/project.ts';
import { sigill } from '../support/sigill.ts';

/*
 * Files that went wrong: preview, inspect and import end with a result or with a refusal that names the file; they do
 * not crash, hang or fill the memory. 300 files in every run, 10 000 in the long one.
 */

const LONG = process.env['SIGILL_LONG'] === '1';
const FILES = LONG ? 10_000 : 300;
const INSPECTED = LONG ? 10 : 6;
const MOST_MS = 10_000;
const MOST_MEMORY = 700_000_000;

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;
beforeAll(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
});
afterAll(() => {
  project.close();
  folder.remove();
});

/** What became of work on a file: its refusal's key, 'done', or a fault of ours. */
async function outcome(work: () => Promise<unknown>): Promise<string> {
  const started = performance.now();
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof UserError))
      return `FAULT ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
    if (cause.kind !== 'input') return `KIND ${cause.key}`;
    if (cause instanceof DataError && cause.place.file === '') return `NO FILE ${cause.key}`;
    return cause.key;
  }
  const ms = performance.now() - started;
  return ms > MOST_MS ? `SLOW ${String(ms)}` : 'done';
}

const take = (specification: Specification, file: string): Promise<unknown> =>
  importFiles(project, { specification, files: [file], replace: true }, silent);

/** Everything that reads a file, one after the other. */
async function allWays(file: string, inspected: boolean): Promise<string[]> {
  let guessed: Specification | undefined;
  const seen = await outcome(async () => {
    const preview = await previewFile(file, { year: 2023 });
    previewSchema.parse(preview);
    guessed = preview.columns.length > 0 ? specificationFrom(preview) : undefined;
  });
  const ways = [
    seen,
    await outcome(() => take({ ...PERSONS, toleratedBadRows: 5 }, file)),
    await outcome(() => Promise.resolve(readAreaFile(file))),
  ];
  if (guessed !== undefined) ways.push(await outcome(() => take(guessed as Specification, file)));
  if (inspected) {
    const { code, err } = await sigill('inspect', file);
    ways.push(code === 0 || (code === 2 && err.includes(path.basename(file))) ? 'done' : `EXIT ${String(code)} ${err}`);
  }
  return ways;
}

const isFault = (result: string): boolean => /^(?:FAULT|KIND|NO FILE|SLOW|EXIT)/u.test(result);

describe('files that went wrong', () => {
  it(
    `${String(FILES)} mutated files end with a result or a refusal`,
    async () => {
      const whole = wholeFiles();
      const random = generator(Number(process.env['SIGILL_SEED'] ?? 20_261_122), 'mutated files');
      const faults: string[] = [];
      const counts = new Map<string, number>();
      const before = process.memoryUsage().rss;
      let most = 0;
      for (let i = 0; i < FILES; i += 1) {
        const { name, bytes } = mutatedFile(whole, random);
        const file = write(folder.path, name, bytes);
        for (const result of await allWays(file, i % INSPECTED === 0)) {
          if (isFault(result)) faults.push(`file ${String(i)} (${name}): ${result}`);
          counts.set(result, (counts.get(result) ?? 0) + 1);
        }
        most = Math.max(most, process.memoryUsage().rss - before);
        rmSync(file);
      }
      expect(faults.slice(0, 5)).toEqual([]);
      expect(most).toBeLessThan(MOST_MEMORY);
      // The mutations reach deep: much is refused, and much still goes through.
      expect(counts.get('done')).toBeGreaterThan(FILES / 10);
      expect(counts.size).toBeGreaterThan(15);
    },
    LONG ? 3_600_000 : 60_000,
  );

  it.each<[string, () => string | Uint8Array]>([
    ['100 000 columns', () => `${'a;'.repeat(100_000)}\n${'1;'.repeat(100_000)}\n`],
    ['a header of traps', () => '__proto__;constructor;hasOwnProperty;valueOf\n1;2;3;4\n'],
    ['a gzip that swells', () => gzipSync(Buffer.alloc(100_000_000, 'a;b\n'))],
    ['a gzip cut short', () => gzipSync('a;b\n1;2\n'.repeat(10_000)).subarray(0, 60)],
    ['nothing but line ends', () => '\n'.repeat(100_000)],
    ['nothing but quotes', () => '"'.repeat(200_001)],
    ['an opened quote and then nothing', () => `a;b\n1;"${'x;y\n'.repeat(100_000)}`],
    ['deep JSON', () => '['.repeat(1_000_000)],
    ['deep JSON-stat', () => `{"version":"2.0","class":"dataset","id":${'[['.repeat(200_000)}`],
    ['a PX without an end', () => `CHARSET="ANSI";STUB="a";VALUES("a")=${'"1",'.repeat(200_000)}`],
    ['noise', () => Uint8Array.from({ length: 300_000 }, (_, i) => (i * 2_654_435_761) >>> 24)],
  ])('%s', async (_what, content) => {
    const file = write(folder.path, 'rubbish_2023.csv', content());
    expect((await allWays(file, true)).filter(isFault)).toEqual([]);
    rmSync(file);
  });

  it('a line of a gigabyte, written out in the long run and full of holes otherwise, takes no memory and little time', async () => {
    const file = path.join(folder.path, 'line_2023.csv');
    const descriptor = openSync(file, 'w');
    if (LONG) {
      const piece = Buffer.alloc(16_777_216, 'abcdefg;');
      for (let written = 0; written < 1_073_741_824; written += piece.length) writeSync(descriptor, piece);
    } else {
      writeSync(descriptor, 'a;b\n1;2\n');
      ftruncateSync(descriptor, 1_073_741_824);
    }
    closeSync(descriptor);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const ways = [
      await outcome(() => previewFile(file)),
      await outcome(() => take(PERSONS, file)),
      (await sigill('inspect', file)).code,
    ];
    expect(ways.filter((way) => typeof way === 'string' && isFault(way))).toEqual([]);
    expect(ways[2]).toBe(2);
    expect(performance.now() - started).toBeLessThan(MOST_MS);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_MEMORY / 2);
    rmSync(file);
  });
});
