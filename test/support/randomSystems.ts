import type { DisclosureRules } from '../../shared/domain/disclosure/rules.ts';
import { type Generator, generator } from '../../shared/domain/random/generator.ts';
import {
  type ChildParent,
  type Dimension,
  flatDimension,
  hierarchicalDimension,
  isLeaf,
} from '../../shared/domain/tables/dimension.ts';
import { combineHierarchies } from '../../shared/domain/tables/hierarchies.ts';
import { buildSystem, type CellSystem, type ExplicitEquation, type Part } from '../../shared/domain/tables/system.ts';
import { cellCount, strides, withMargins } from '../../shared/domain/tables/table.ts';
import { magnitudeTable, type Row } from './magnitudeTable.ts';

export interface RandomCase {
  readonly system: CellSystem;
  readonly rules: DisclosureRules;
  /** What the case holds, for telling the cases apart. */
  readonly label: string;
}

/** Random trees over the leaves: groups of groups, some with a single child, some leaves right under the total. */
function randomTree(random: Generator, column: string, leaves: readonly string[], prefix: string): Dimension {
  const pairs: ChildParent[] = [];
  let level = random.shuffle([...leaves.keys()]).map((i) => leaves[i] ?? '');
  const depth = 1 + random.integer(2);
  for (let d = 0; d < depth && level.length > 1; d += 1) {
    const above: string[] = [];
    const groups = 1 + random.integer(level.length);
    for (const [i, code] of level.entries()) {
      const group = `${prefix}${String(d)}${String(i % groups)}`;
      if (random.integer(6) === 0) {
        above.push(code);
        continue;
      }
      pairs.push({ child: code, parent: group });
      if (!above.includes(group)) above.push(group);
    }
    level = above;
  }
  for (const code of level) pairs.push({ child: code, parent: 'T' });
  const built = hierarchicalDimension(column, pairs, 'T');
  if (!built.ok) throw new Error(`random tree: ${built.faults[0]?.fault ?? ''}`);
  return built.dimension;
}

function randomDimension(random: Generator, column: string, leaves: number): Dimension {
  const codes = Array.from({ length: leaves }, (_, i) => `${column}${String(i)}`);
  const kind = random.integer(4);
  if (kind < 2) return flatDimension(column, codes, 'T');
  const first = randomTree(random, column, codes, `${column}p`);
  if (kind === 2) return first;
  const combined = combineHierarchies(column, [first, randomTree(random, column, codes, `${column}q`)]);
  return combined.ok ? combined.dimension : first;
}

const leafCodes = (dimension: Dimension): string[] => dimension.codes.filter((_, node) => isLeaf(dimension, node));

/** Counts with many zeros and ones; sums with a few large contributors. */
const randomCount = (random: Generator): number => {
  const kind = random.integer(10);
  if (kind < 3) return 0;
  return kind < 6 ? 1 + random.integer(3) : 3 + random.integer(30);
};

function combinations(dimensions: readonly Dimension[]): string[][] {
  return dimensions.reduce<string[][]>(
    (rows, dimension) => rows.flatMap((row) => leafCodes(dimension).map((code) => [...row, code])),
    [[]],
  );
}

function countPart(
  dimensions: readonly Dimension[],
  rows: readonly { codes: Record<string, string>; count: number }[],
): Part {
  const steps = strides(dimensions);
  const inner = new Float64Array(cellCount(dimensions));
  for (const { codes, count } of rows) {
    const cell = dimensions.reduce(
      (sum, { column, codes: known }, d) => sum + known.indexOf(codes[column] ?? '') * (steps[d] ?? 0),
      0,
    );
    inner[cell] = (inner[cell] ?? 0) + count;
  }
  return {
    title: 'random',
    dimensions,
    measure: { name: 'n', kind: 'frequency', decimals: 0, signed: false },
    values: withMargins(dimensions, inner),
    contributors: null,
  };
}

function countCase(random: Generator, dimensions: readonly Dimension[]): { parts: Part[]; label: string } {
  const rows = combinations(dimensions).map((codes) => ({
    codes: Object.fromEntries(dimensions.map(({ column }, d) => [column, codes[d] ?? ''])),
    count: randomCount(random),
  }));
  if (dimensions.length < 3 || random.integer(3) > 0) return { parts: [countPart(dimensions, rows)], label: 'counts' };
  // Two tables that share a dimension: what they share is one cell.
  const [a, b, c, ...rest] = dimensions as [Dimension, Dimension, Dimension, ...Dimension[]];
  return { parts: [countPart([a, b, ...rest], rows), countPart([a, c], rows)], label: 'linked counts' };
}

function sumCase(random: Generator, dimensions: readonly Dimension[]): { parts: Part[]; label: string } {
  const signed = random.integer(5) === 0;
  const units = 5 + random.integer(30);
  const cells = combinations(dimensions);
  const rows: Row[] = [];
  for (const codes of cells)
    for (let left = random.integer(5); left > 0; left -= 1) {
      const unit = random.integer(units);
      const size = Math.round(10 * Math.exp(2 + 1.5 * random.normal())) / 10;
      const value = signed && random.integer(3) === 0 ? -size : size;
      rows.push({ codes, value, unit: `u${String(unit)}`, holding: `h${String(Math.floor(unit / 2))}` });
    }
  const parts = [magnitudeTable(dimensions, rows, 1, 'x')];
  const several = random.integer(3) === 0;
  if (several)
    parts.push(
      magnitudeTable(
        dimensions,
        rows.map((row) => ({ ...row, value: Math.round(row.value * random.uniform() * 10) / 10 })),
        1,
        'y',
      ),
    );
  return { parts, label: `${signed ? 'signed ' : ''}${several ? 'two ' : ''}sums` };
}

/** Most cells of one table, and of the few tables that are large: four dimensions of all shapes, which take seconds each. */
const MOST_CELLS = 100;
const MOST_CELLS_OF_LARGE = 400;
const LARGE_EVERY = 100;

/**
 * Two to four random dimensions, made in random order, so that any of them has the hierarchies: one that would leave no room for the
 * others becomes flat, or has two categories.
 */
function randomDimensions(random: Generator, most: number): Dimension[] {
  const many = 2 + random.integer(3);
  const leaves = many === 2 ? 5 : many === 3 ? 3 : 2;
  const order = random.shuffle(Array.from({ length: many }, (_, d) => d));
  const made: Dimension[] = [];
  const placed: Dimension[] = [];
  for (const [d, at] of order.entries()) {
    const column = 'abcd'[at] ?? '';
    const own = randomDimension(random, column, 2 + random.integer(leaves - 1));
    const rest = 3 ** (many - d - 1);
    const fits = (dimension: Dimension): boolean => cellCount([...made, dimension]) * rest <= most;
    const choices = [own, flatDimension(column, leafCodes(own).sort(), 'T')];
    const dimension = choices.find(fits) ?? flatDimension(column, leafCodes(own).sort().slice(0, 2), 'T');
    made.push(dimension);
    placed[at] = dimension;
  }
  return placed;
}

/** The case with this number: the same on every machine. One in a hundred is large, the first of them the first of all. */
export function randomCase(seed: number, number: number): RandomCase {
  const random = generator(seed, `random-table-${String(number)}`);
  const dimensions = randomDimensions(random, number % LARGE_EVERY === 0 ? MOST_CELLS_OF_LARGE : MOST_CELLS);
  const many = dimensions.length;
  const counts = random.integer(2) === 0;
  const { parts, label } = counts ? countCase(random, dimensions) : sumCase(random, dimensions);
  const explicit: ExplicitEquation[] = [];
  let built = buildSystem(parts);
  if (!built.ok) throw new Error(built.fault);
  if (random.integer(5) === 0) {
    const { ids } = built.system;
    const pick = (): string => ids[1 + random.integer(ids.length - 1)] ?? '';
    const chosen = [...new Set([pick(), pick(), pick()])];
    explicit.push({ total: 'index', parts: chosen, coefficients: chosen.map((_, i) => i + 1) });
    built = buildSystem(parts, explicit);
    if (!built.ok) throw new Error(built.fault);
  }
  return {
    system: built.system,
    rules: randomRules(random, counts),
    label: `${label}, ${String(many)} dimensions${explicit.length > 0 ? ', equation' : ''}`,
  };
}

function randomRules(random: Generator, counts: boolean): DisclosureRules {
  const base = {
    ruleSet: { name: 'random', version: 1 },
    zeroUnsafe: random.integer(4) === 0,
    knowledge: random.integer(4) === 0 ? ('none' as const) : ('default' as const),
  };
  const group = random.integer(8) === 0 ? { groupDisclosure: { allBut: random.integer(2) } } : {};
  if (counts) return { ...base, minFrequency: 2 + random.integer(4), ...group };
  return {
    ...base,
    minFrequency: 1,
    ...(random.integer(2) === 0 ? { minContributors: 2 + random.integer(2) } : {}),
    ...(random.integer(3) === 0
      ? {
          nk: [
            { n: 1, k: 75 },
            { n: 2, k: 85 },
          ],
        }
      : {}),
    ...(random.integer(3) === 0 ? { pq: { p: 10, q: 50 } } : { pPercent: 10 }),
  };
}
