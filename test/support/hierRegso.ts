import { readFileSync } from 'node:fs';
import path from 'node:path';
import { flatDimension, hierarchicalDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable, strides } from '../../shared/domain/tables/table.ts';

const FOLDER = path.resolve(import.meta.dirname, '../golden/hier-regso');

/** The golden case hier-regso (test/golden/hier-regso/README.md): 36 areas in 8 municipalities in 3 counties x 5 categories. */
export function hierRegso(): FrequencyTable {
  const rows = readFileSync(path.join(FOLDER, 'input.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));
  const parents = new Map<string, string>();
  for (const [county = '', municipality = '', area = ''] of rows) {
    parents.set(county, 'Total');
    parents.set(municipality, county);
    parents.set(area, municipality);
  }
  const areas = hierarchicalDimension(
    'regso',
    [...parents].map(([child, parent]) => ({ child, parent })),
    'Total',
  );
  if (!areas.ok) throw new Error('the golden hierarchy is faulty');
  const dimensions = [areas.dimension, flatDimension('cat', ['c1', 'c2', 'c3', 'c4', 'c5'], 'Total')];
  const [step = 0] = strides(dimensions);
  const inner = new Float64Array(cellCount(dimensions));
  for (const row of rows) {
    const area = areas.dimension.codes.indexOf(row[2] ?? '');
    const category = dimensions[1]?.codes.indexOf(row[3] ?? '') ?? -1;
    inner[area * step + category] = Number(row[4]);
  }
  return frequencyTable({ title: 'hier-regso', measure: 'n', dimensions }, inner);
}

interface ExpectedRun {
  readonly rule: { readonly maxN: number; readonly protectZeros: boolean };
  readonly cells: readonly { readonly regso: string; readonly cat: string; readonly primary: boolean }[];
}

/** Unsafe cells of the case according to GaussSuppression 1.2.3, as cell ids. */
export function expectedPrimaries(maxN: number, protectZeros: boolean): string[] {
  const { runs } = JSON.parse(readFileSync(path.join(FOLDER, 'expected.json'), 'utf8')) as { runs: ExpectedRun[] };
  const run = runs.find(({ rule }) => rule.maxN === maxN && rule.protectZeros === protectZeros);
  return (run?.cells ?? []).filter((cell) => cell.primary).map((cell) => `${cell.regso}|${cell.cat}`);
}
