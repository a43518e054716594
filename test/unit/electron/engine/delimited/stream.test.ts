import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { IMPORT_LIMITS } from '../../../../../electron/engine/delimited/limits.ts';
import { rowTexts } from '../../../../../electron/engine/delimited/opening.ts';
import { openDelimited } from '../../../../../electron/engine/delimited/stream.ts';
import { readDelimited } from '../../../../../electron/engine/delimited/table.ts';
import { DataError } from '../../../../../shared/errors/errors.ts';
import { write } from '../../../../support/deliveries.ts';
import { temporaryFolder } from '../../../../support/project.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

async function rowsOf(file: string): Promise<{ rows: string[][]; lines: number[]; sha256: string }> {
  const stream = await openDelimited(file, {}, IMPORT_LIMITS);
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const batch of stream.batches())
    for (let row = 0; row < batch.rows; row += 1) {
      rows.push(rowTexts(batch, row));
      lines.push(batch.lines[row] ?? 0);
    }
  return { rows, lines, sha256: stream.sha256() };
}

/** About 6 MB, so that it comes in several blocks, with quoted line breaks and letters of several bytes. */
const LONG = `Å;b;c\n${Array.from({ length: 120_000 }, (_, i) =>
  i % 1000 === 7 ? `"rad\n${i}";"å""ä";ö` : `${i};Ärende ${i % 37};Örebro län`,
).join('\n')}\n`;

describe('openDelimited', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(LONG)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${LONG}`)],
    ['Windows-1252', Buffer.from(LONG, 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${LONG}`, 'utf16le')],
    ['gzip', gzipSync(LONG)],
  ])('reads a long file in %s as the reader of small files does', async (_what, content) => {
    const file = write(folder.path, 'long.csv', content);
    const small = readDelimited(file);
    const { rows, lines, sha256 } = await rowsOf(file);
    expect(rows.length).toBe(120_000);
    expect(rows).toEqual(small.rows);
    expect(lines).toEqual(small.rows.map((_, row) => small.lineOf(row)));
    expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('sees the encoding of letters that come late', async () => {
    const late = `a;b\n${'1;x\n'.repeat(200_000)}2;å\n`;
    const { rows } = await rowsOf(write(folder.path, 'late.csv', Buffer.from(late, 'latin1')));
    expect(rows.at(-1)).toEqual(['2', 'å']);
  });

  it('says the line of a wrong byte far into the file', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`å;b\n${'1;x\n'.repeat(900_000)}2;`),
      Buffer.from([0xe5, 0x0a, 0x33, 0x3b]),
    ]);
    const reading = rowsOf(write(folder.path, 'bad.csv', bytes));
    await expect(reading).rejects.toMatchObject({ key: 'delimited.wrongEncoding', place: { line: 900_002 } });
    await expect(reading).rejects.toBeInstanceOf(DataError);
  });
});
