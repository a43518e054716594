import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/preview/previewFile.ts';
import { DataError } from '../../../../../shared/errors/errors.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

/*
 * Lengths, counts and runs stand everywhere in a Parquet file. Wherever one says that there is more than can be, the file is
 * refused or read, and nothing is made as large as it says.
 */

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => {
  folder.remove();
});

const ROWS = 40;
const MOST_KILOBYTES = 200_000;
const MOST_MS = 20_000;

const every = <T>(make: (i: number) => T): T[] => Array.from({ length: ROWS }, (_, i) => make(i));

const whole = (): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'missing', data: every((i) => (i % 3 === 0 ? null : i)), encoding: 'PLAIN' },
        { name: 'repeated', data: every((i) => (i % 2 === 0 ? 'a' : 'b')) },
        { name: 'apart', data: every((i) => i * i), encoding: 'DELTA_BINARY_PACKED' },
        { name: 'alike', data: every((i) => `x${String(i)}`), encoding: 'DELTA_BYTE_ARRAY' },
      ],
      codec: 'UNCOMPRESSED',
    }),
  );

async function refusal(bytes: Uint8Array): Promise<string> {
  const file = write(folder.path, 'damaged.parquet', bytes);
  try {
    await previewFile(file);
    return '';
  } catch (cause) {
    if (cause instanceof DataError && cause.place.file === path.basename(file)) return cause.key;
    throw cause;
  }
}

describe('numbers that cannot be, at every place of a Parquet file', () => {
  it.each([
    ['a run of 134 million', [0xfe, 0xff, 0xff, 0x7f]],
    ['a length of two thousand million', [0xff, 0xff, 0xff, 0x7f]],
    ['a number of ten bytes', [0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
  ])('%s takes no memory', async (_what, number) => {
    const bytes = whole();
    expect(await refusal(bytes)).toBe('');
    const started = performance.now();
    const before = process.resourceUsage().maxRSS;
    let refused = 0;
    for (let at = 4; at < bytes.length - 8; at += 1) {
      const changed = Buffer.from(bytes);
      changed.set(number.slice(0, bytes.length - at), at);
      if ((await refusal(changed)) !== '') refused += 1;
    }
    expect(refused).toBeGreaterThan(100);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(MOST_KILOBYTES);
    expect(performance.now() - started).toBeLessThan(MOST_MS);
  });
});
