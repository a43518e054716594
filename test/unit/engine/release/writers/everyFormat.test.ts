import { beforeAll, describe, expect, it } from 'vitest';
import { loadSolvers } from '../../../../../electron/engine/disclosure/highsSolver.ts';
import type { PackageContent, ReceivedPackage } from '../../../../../electron/engine/release/writers/writer.ts';
import { writers } from '../../../../../electron/engine/release/writers/writers.ts';
import { PACKAGE_FORMATS } from '../../../../../shared/schemas/releasePlan.ts';
import {
  areaDimension,
  contentOf,
  division,
  packagedTable,
  received,
  squareBorders,
  twins,
} from '../../../../support/packageContent.ts';

/** Small counts in some cells, so that some are hidden. */
const counts = (cell: number): number => (cell % 11 === 7 ? 2 : 20 + ((cell * 37) % 90));

const solvers = await loadSolvers();
const three = [areaDimension(), division('kon', ['1', '2']), division('kategori', ['x', 'y'])];
const borders = squareBorders();
const content = contentOf([
  packagedTable('alder', [areaDimension(), division('kategori', ['=ung', 'äldre', 'a;b'])], counts, { borders }),
  packagedTable('tre', three, counts, { borders }, solvers),
  packagedTable('ensam', [division('kategori', ['a', 'b', 'c'])], () => 40),
]);

let whole: ReceivedPackage;
beforeAll(async () => {
  whole = await received(content);
});

const differing = async (
  format: string,
  change?: (bytes: Buffer, name: string) => Buffer,
): Promise<Map<string, number>> => {
  const writer = writers.find((one) => one.format === format);
  const found = new Map<string, number>();
  for (const { name, table } of whole.manifest.files.filter((file) => file.format === format)) {
    const bytes = whole.files.get(name) ?? Buffer.alloc(0);
    found.set(name, (await writer?.differing(change?.(bytes, name) ?? bytes, whole, { name, table })) ?? -1);
  }
  return found;
};

describe('the formats', () => {
  it('are those that a plan can ask for, and the text for people', () => {
    expect(writers.map(({ format }) => format).sort()).toEqual([...PACKAGE_FORMATS, 'text'].sort());
  });

  it.each(PACKAGE_FORMATS)('%s: agrees with the certificates that it was written beside', async (format) => {
    const found = await differing(format);
    expect(found.size).toBeGreaterThan(0);
    expect([...found].filter(([, cells]) => cells !== 0)).toEqual([]);
  });

  it.each(PACKAGE_FORMATS)('%s: a byte more, a byte less and an empty file are seen', async (format) => {
    const changes: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => Buffer.concat([bytes, Buffer.from(' ')]),
      (bytes) => bytes.subarray(0, -1),
      () => Buffer.alloc(0),
    ];
    for (const change of changes)
      expect([...(await differing(format, change))].filter(([, cells]) => cells === 0)).toEqual([]);
  });

  it.each(PACKAGE_FORMATS)('%s: the same content gives the same bytes', async (format) => {
    const writer = writers.find((one) => one.format === format);
    const again: PackageContent = { ...content, tables: [...content.tables] };
    expect(await writer?.write(again)).toEqual(await writer?.write(content));
  });

  it('tell nothing about what is hidden: tables that differ only there give the same bytes', async () => {
    const [one, other] = twins();
    expect(one.checked.counts.hidden).toBe(4);
    expect(other.checked.values).toEqual(one.checked.values);
    const files = async (table: typeof one) => (await received(contentOf([table]))).files;
    expect(await files(other)).toEqual(await files(one));
  });
});
