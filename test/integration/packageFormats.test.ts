import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJsonStat } from '../../electron/engine/formats/statistics/jsonStat.ts';
import { readPx } from '../../electron/engine/formats/statistics/px.ts';
import { packageFiles } from '../../electron/engine/release/packageFiles.ts';
import { areaDimension, contentOf, division, packagedTable } from '../support/packageContent.ts';

// What other programs, and Sigill's own readers, make of the files of a package.

const counts = (cell: number): number => (cell % 11 === 7 ? 2 : 20 + ((cell * 37) % 90));
const table = packagedTable('alder', [areaDimension(), division('kategori', ['=ung', 'äldre', 'a;b'])], counts);
const content = contentOf([table]);

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-formats-'));
  for (const { name, bytes } of await packageFiles(content, Buffer.alloc(32, 5)))
    writeFileSync(at(path.basename(name)), bytes);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const values = table.checked.values.map((value) => value ?? Number.NaN);
const shape = table.checked.dimensions.map(({ codes }) => [...codes]);

describe('the files of a package', () => {
  it('PX is read by the reader of the import: codes, names, year and every figure', () => {
    const cube = readPx(at('alder.px'));
    expect(cube.dimensions.map(({ codes }) => codes)).toEqual([...shape, ['2023']]);
    expect(cube.dimensions.map(({ role }) => role)).toEqual(['area', 'other', 'time']);
    expect([...cube.values]).toEqual(values);
    expect(cube.dimensions[0]?.labels.slice(0, 2)).toEqual(['Riket', '+46 (6001)']);
  });

  it('JSON-stat is read by the reader of the import, with area, year and figure by their roles', () => {
    const cube = readJsonStat(at('alder.json'));
    expect(cube.dimensions.map(({ codes }) => codes)).toEqual([...shape, ['1'], ['2023']]);
    expect([...cube.values]).toEqual(values);
  });
});
