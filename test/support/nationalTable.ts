import { flatDimension, hierarchicalDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, type FrequencyTable, frequencyTable, isInner, strides } from '../../shared/domain/tables/table.ts';
import { generator } from '../../shared/domain/random/generator.ts';

export interface NationalShape {
  readonly areas: number;
  readonly municipalities: number;
  readonly counties: number;
  readonly categories: number;
  /** Mean number of people per area. */
  readonly people: number;
  readonly seed: number;
}

/** A made-up national table: areas in municipalities in counties, gamma sizes and gamma shares of falling categories. */
export function nationalTable(shape: NationalShape): FrequencyTable {
  const random = generator(shape.seed, 'national-table');
  const two = (n: number): string => String(n).padStart(2, '0');
  const pairs: { child: string; parent: string }[] = [];
  const county = (c: number): string => String(60 + c);
  const municipality = (m: number): string => `${county(m % shape.counties)}${two(1 + Math.floor(m / shape.counties))}`;
  for (let c = 0; c < shape.counties; c += 1) pairs.push({ child: county(c), parent: 'R' });
  for (let m = 0; m < shape.municipalities; m += 1)
    pairs.push({ child: municipality(m), parent: county(m % shape.counties) });
  const within = new Int32Array(shape.municipalities);
  const areas: string[] = [];
  for (let a = 0; a < shape.areas; a += 1) {
    const m = a < shape.municipalities ? a : random.integer(shape.municipalities);
    within[m] = (within[m] ?? 0) + 1;
    const code = `${municipality(m)}R${String(within[m]).padStart(3, '0')}`;
    areas.push(code);
    pairs.push({ child: code, parent: municipality(m) });
  }
  const hierarchy = hierarchicalDimension('regso', pairs, 'R');
  if (!hierarchy.ok) throw new Error('the made-up hierarchy is faulty');
  const categories = Array.from({ length: shape.categories }, (_, k) => `c${String(k + 1)}`);
  const dimensions = [hierarchy.dimension, flatDimension('category', categories, 'Total')];
  const inner = new Float64Array(cellCount(dimensions));
  const [step = 0] = strides(dimensions);
  const position = new Map(hierarchy.dimension.codes.map((code, i) => [code, i]));
  for (const code of areas) {
    const people = Math.round((shape.people * random.gamma(3)) / 3);
    const shares = categories.map((_, k) => random.gamma(1.5) * 0.55 ** k);
    const sum = shares.reduce((s, share) => s + share, 0);
    for (const [k, share] of shares.entries())
      inner[(position.get(code) ?? 0) * step + k + 1] = Math.round((people * share) / sum);
  }
  return frequencyTable({ title: 'national', measure: 'n', dimensions }, inner);
}

/** A table of the areas and categories of another one by two sexes, each inner count split at random between them. */
export function bySex({ title, measure, dimensions, values }: FrequencyTable, seed: number): FrequencyTable {
  const random = generator(seed, 'national-sexes');
  const both = [...dimensions, flatDimension('sex', ['k', 'm'], 'T')];
  const inner = new Float64Array(cellCount(both));
  for (const [cell, count] of values.entries()) {
    if (!isInner(dimensions, cell)) continue;
    const women = Math.round(count * (0.3 + 0.4 * random.uniform()));
    inner[cell * 3 + 1] = women;
    inner[cell * 3 + 2] = count - women;
  }
  return frequencyTable({ title, measure, dimensions: both }, inner);
}
