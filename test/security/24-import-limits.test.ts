import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IMPORT_LIMITS, type Limits } from '../../electron/engine/delimited/limits.ts';
import { openDelimited } from '../../electron/engine/delimited/stream.ts';
import { DataError } from '../../shared/errors/errors.ts';
import { write } from '../support/deliveries.ts';
import { temporaryFolder } from '../support/project.ts';

/* Security item 24: a file is read within limits; what swells, never ends, or is an archive is refused. */

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.remove());

interface Outcome {
  readonly key: string;
  readonly rows: number;
}

async function outcome(content: string | Uint8Array, limits: Partial<Limits> = {}): Promise<Outcome> {
  const file = write(folder.path, 'data.csv', content);
  let rows = 0;
  try {
    const stream = await openDelimited(file, {}, { ...IMPORT_LIMITS, ...limits });
    for await (const batch of stream.batches()) rows += batch.rows;
  } catch (cause) {
    if (cause instanceof DataError) return { key: cause.key, rows };
    throw cause;
  }
  return { key: 'nothing was refused', rows };
}

describe('limits of an import', () => {
  it('a gzip of some kilobytes that swells a thousandfold stops early', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, 'a;b\n'), { level: 9 });
    expect(bomb.length).toBeLessThan(300_000);
    const { key, rows } = await outcome(bomb);
    expect(key).toBe('delimited.expandsTooMuch');
    expect(rows).toBeLessThan(200_000_000 / 4 / 2);
  });

  it.each<[string, string | Uint8Array, Partial<Limits>, string]>([
    ['decompressed bytes', gzipSync('a;b\n'.repeat(1000)), { expandedBytes: 1000 }, 'delimited.tooLarge'],
    ['bytes', 'a;b\n'.repeat(1000), { expandedBytes: 1000 }, 'delimited.tooLarge'],
    ['columns', `${'a;'.repeat(3000)}b\n1\n`, {}, 'delimited.tooManyColumns'],
    ['rows', `a;b\n${'1;2\n'.repeat(2000)}`, { rows: 1000 }, 'delimited.tooManyRows'],
    ['a field', `a;b\n1;${'x'.repeat(70_000)}\n`, {}, 'delimited.fieldTooLong'],
    ['a quoted field', `a;b\n1;"${'x\n'.repeat(70_000)}`, {}, 'delimited.fieldTooLong'],
    ['a line without end', `a;b\n1;${'x;'.repeat(5_000_000)}`, {}, 'delimited.recordTooLong'],
    ['a header without end', `a;${'x'.repeat(3_000_000)}`, {}, 'delimited.recordTooLong'],
    ['a zip archive', Buffer.from('PK\u0003\u0004 ../x'), {}, 'delimited.binaryFile'],
    ['a gzip within a gzip', gzipSync(gzipSync('a;b\n1;2\n')), {}, 'delimited.binaryFile'],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), {}, 'delimited.binaryFile'],
  ])('%s beyond the limit is refused', async (_what, content, limits, key) => {
    expect((await outcome(content, limits)).key).toBe(key);
  });
});
