import { describe, expect, it } from 'vitest';
import type { CheckedTable } from '../../../../../../shared/domain/disclosure/checkedTable.ts';
import { protectFrequencyTable } from '../../../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../../../shared/domain/disclosure/rules.ts';
import {
  checkDerived,
  publicPart,
} from '../../../../../../shared/domain/disclosure/statements/derived/checkDerived.ts';
import { deriveStatement } from '../../../../../../shared/domain/disclosure/statements/derived/derive.ts';
import {
  publicFigure,
  type PublicTable,
} from '../../../../../../shared/domain/disclosure/statements/derived/publicFigures.ts';
import { DEFAULT_STATEMENTS } from '../../../../../../shared/domain/disclosure/statements/rules.ts';
import { generator } from '../../../../../../shared/domain/random/generator.ts';
import { flatDimension, hierarchicalDimension } from '../../../../../../shared/domain/tables/dimension.ts';
import { frequencyTable } from '../../../../../../shared/domain/tables/table.ts';
import type { ReleaseFigure, StatementContent } from '../../../../../../shared/schemas/releaseStatement.ts';

/*
 * Lists, groups and needs from published tables. What is said has to hold in the country as it is, and in every country that a reader of the
 * tables must think possible: then it tells nothing that they do not.
 */

const AREAS = 24;
const areas = Array.from({ length: AREAS }, (_, i) => `A${String(i).padStart(2, '0')}`);

interface Made {
  readonly checked: CheckedTable;
  /** People with the property, and in all, by area. */
  readonly yes: readonly number[];
  readonly all: readonly number[];
}

/** A protected table of areas in four municipalities by yes and no, with few of yes in every third area. */
function madeTable(seed: number): Made {
  const draw = generator(seed, 'derived');
  const all = areas.map(() => 60 + draw.integer(100));
  const yes = all.map((n, i) => (i % 3 === 0 ? draw.integer(7) : draw.integer(Math.floor(n / 2))));
  const pairs = [
    ...areas.map((code, i) => ({ child: code, parent: `K${String(i % 4)}` })),
    ...[0, 1, 2, 3].map((i) => ({ child: `K${String(i)}`, parent: 'Totalt' })),
  ];
  const built = hierarchicalDimension('omrade', pairs, 'Totalt');
  if (!built.ok) throw new Error('no hierarchy');
  const dimensions = [built.dimension, flatDimension('kategori', ['ja', 'nej'], 'Totalt')];
  const inner = new Float64Array(built.dimension.codes.length * 3);
  for (const [i, code] of areas.entries()) {
    const node = built.dimension.codes.indexOf(code);
    inner[node * 3 + 1] = yes[i] ?? 0;
    inner[node * 3 + 2] = (all[i] ?? 0) - (yes[i] ?? 0);
  }
  const outcome = protectFrequencyTable(
    frequencyTable({ title: 't', measure: 'antal', dimensions }, inner),
    DEFAULT_RULES,
  );
  if (!outcome.ok) throw new Error('not protected');
  const { checked } = outcome;
  const order = checked.dimensions[0]?.codes.filter((code) => code.startsWith('A')) ?? [];
  const at = order.map((code) => areas.indexOf(code));
  return { checked, yes: at.map((i) => yes[i] ?? 0), all: at.map((i) => all[i] ?? 0) };
}

const IDS = ['a', 'b', 'c'];
const from: ReleaseFigure[] = IDS.map((id) => ({ indicator: id, table: id }));
const tablesOf = (made: readonly Made[]): Map<string, PublicTable> =>
  new Map(made.map(({ checked }, i) => [IDS[i] ?? '', publicPart(checked)]));
const basisOf = (made: readonly Made[]): Map<string, CheckedTable> =>
  new Map(made.map(({ checked }, i) => [IDS[i] ?? '', checked]));

/** Figures of a country that the reader of the tables must think possible, area by area: drawn between what can be proved. */
function possible(made: readonly Made[], seed: number): number[][] {
  const draw = generator(seed, 'possible');
  return made.map(({ checked, all }) => {
    const { dimensions, values, intervals } = publicPart(checked);
    const codes = dimensions[0]?.codes ?? [];
    const nodes = codes.flatMap((code, node) => (code.startsWith('A') ? [node] : []));
    return nodes.map((node, area) => {
      const value = values[node * 3 + 1];
      if (value !== null && value !== undefined) return (100 * value) / (all[area] ?? 1);
      const own = intervals.find(({ cell }) => cell === node * 3 + 1);
      const [min, max] = [own?.min ?? 0, Math.min(own?.max ?? Infinity, all[area] ?? 0)];
      const drawn = [min, max, min + draw.integer(max - min + 1)][draw.integer(3)] ?? min;
      return (100 * drawn) / (all[area] ?? 1);
    });
  });
}

const problems = (thresholds: readonly number[]) => ({
  version: 1 as const,
  kind: 'problem-count' as const,
  indicators: IDS.map((id, i) => ({ id, direction: 1 as const, threshold: thresholds[i] ?? 0 })),
  k: 1,
  levels: [
    { from: 1, name: 'ett' },
    { from: 2, name: 'två' },
    { from: 3, name: 'tre' },
  ],
});

function derived(content: StatementContent, made: readonly Made[]) {
  const outcome = deriveStatement(content, from, tablesOf(made), DEFAULT_STATEMENTS);
  if (!outcome.ok) throw new Error(`${outcome.fault.reason} ${outcome.fault.about}`);
  return outcome.said;
}

describe('what is said of areas from published tables', () => {
  const countries = Array.from({ length: 12 }, (_, seed) => [3 * seed, 3 * seed + 1, 3 * seed + 2].map(madeTable));

  it('levels and factors hold in every country that the tables leave possible, the true one among them', () => {
    let told = 0;
    let withheld = 0;
    for (const [c, made] of countries.entries()) {
      const draw = generator(c, 'thresholds');
      const limits = IDS.map(() => 1 + draw.integer(20));
      const [level] = derived({ kind: 'assessment', method: problems(limits), show: ['level'] }, made);
      const [factors] = derived(
        { kind: 'needs', method: problems(limits), limits: { large: 2, veryLarge: 3 }, show: ['factors'] },
        made,
      );
      const truth = made.map(({ yes, all }) => yes.map((count, i) => (100 * count) / (all[i] ?? 1)));
      const worlds = [truth, ...Array.from({ length: 60 }, (_, i) => possible(made, 100 * c + i))];
      for (let area = 0; area < AREAS; area += 1) {
        const said = level?.values[area] ?? null;
        if (said === null) withheld += 1;
        else told += 1;
        for (const world of worlds) {
          const marks = world.map((column, f) => Number((column[area] ?? 0) > (limits[f] ?? 0)));
          expect([null, marks.reduce((a, b) => a + b, 0)]).toContain(said);
          for (const [f, mark] of marks.entries()) {
            expect([null, mark]).toContain(factors?.values[area * 3 + f] ?? null);
          }
        }
      }
    }
    expect(told).toBeGreaterThan(100);
    expect(withheld).toBeGreaterThan(5);
  });

  it('area types hold in every country that the tables leave possible', () => {
    for (const [c, made] of countries.entries()) {
      const tables = tablesOf(made);
      const known = IDS.map(
        (id) =>
          publicFigure(tables.get(id) as PublicTable, { category: 'ja', per: 100, fewest: 10 })?.known ??
          new Float64Array(),
      );
      const [type] = derived(
        { kind: 'assessment', method: { version: 1, kind: 'sei', indicators: ['a', 'b', 'c'] }, show: ['level'] },
        made,
      );
      const scores = areas.flatMap((_, area) => {
        const sum = known.reduce((total, column) => total + (column[area] ?? Number.NaN), 0) / 3;
        return Number.isNaN(sum) ? [] : [sum];
      });
      const m = scores.reduce((a, b) => a + b, 0) / scores.length;
      const s = Math.sqrt(scores.reduce((sum, own) => sum + (own - m) ** 2, 0) / (scores.length - 1));
      for (let i = 0; i < 40; i += 1) {
        const world = possible(made, 7000 + 100 * c + i);
        for (let area = 0; area < AREAS; area += 1) {
          const said = type?.values[area] ?? null;
          if (said === null) continue;
          const score = world.reduce((sum, column) => sum + (column[area] ?? 0), 0) / 3;
          const place = [m + 2 * s, m + s, m, m - s].findIndex((limit) => score >= limit - 1e-9);
          expect(place < 0 ? 5 : place + 1).toBe(said);
        }
      }
    }
  });

  it('an area is put in a group only where it lies nearest that mean whatever its hidden numbers are', () => {
    let sure = 0;
    for (const [c, made] of countries.slice(0, 6).entries()) {
      const grouping = {
        version: 1 as const,
        algorithm: 'k-means' as const,
        k: 2,
        starts: 5,
        seed: 1,
        indicators: IDS.map((id) => ({ id })),
      };
      const tables = tablesOf(made);
      const known = IDS.map(
        (id) =>
          publicFigure(tables.get(id) as PublicTable, { category: 'ja', per: 100, fewest: 10 })?.known ??
          new Float64Array(),
      );
      const whole = areas.flatMap((_, area) => (known.every((column) => !Number.isNaN(column[area])) ? [area] : []));
      const [group] = derived({ kind: 'groups', grouping, show: ['group'] }, made);
      const scale = known.map((column) => {
        const own = whole.map((area) => column[area] ?? 0);
        const m = own.reduce((a, b) => a + b, 0) / own.length;
        return { m, s: Math.sqrt(own.reduce((sum, x) => sum + (x - m) ** 2, 0) / (own.length - 1)) };
      });
      const z = (column: number, value: number): number => (value - (scale[column]?.m ?? 0)) / (scale[column]?.s ?? 1);
      const means = [1, 2].map((number) => {
        const own = whole.filter((area) => group?.values[area] === number);
        return known.map((column, j) => own.reduce((sum, area) => sum + z(j, column[area] ?? 0), 0) / own.length);
      });
      for (let i = 0; i < 40; i += 1) {
        const world = possible(made, 9000 + 100 * c + i);
        for (let area = 0; area < AREAS; area += 1) {
          const said = group?.values[area] ?? null;
          if (said === null || whole.includes(area)) continue;
          sure += 1;
          const distance = means.map((mean) =>
            mean.reduce((sum, x, j) => sum + (z(j, world[j]?.[area] ?? 0) - x) ** 2, 0),
          );
          expect((distance[said - 1] ?? 0) <= (distance[2 - said] ?? 0) + 1e-9).toBe(true);
        }
      }
    }
    expect(sure).toBeGreaterThan(100);
  });

  it('an index and its rank are told of areas whose every number is published, and of no other', () => {
    const made = countries[0] ?? [];
    const method = {
      version: 1 as const,
      kind: 'index' as const,
      indicators: IDS.map((id) => ({ id, direction: 1 as const, weight: 1 })),
      normalisation: { kind: 'z' as const },
    };
    const [score, rank] = derived({ kind: 'assessment', method, show: ['score', 'rank'] }, made);
    const tables = tablesOf(made);
    areas.forEach((_, area) => {
      const whole = IDS.every((id) => {
        const own = publicFigure(tables.get(id) as PublicTable, { category: 'ja', per: 100, fewest: 10 });
        return !Number.isNaN(own?.known[area] ?? Number.NaN);
      });
      expect((score?.values[area] ?? null) !== null).toBe(whole);
      expect((rank?.values[area] ?? null) !== null).toBe(whole);
    });
  });

  it('tells nothing by what it withholds: other numbers behind the same published table give the same list', () => {
    const [made] = countries[1] ?? [];
    if (made === undefined) throw new Error('no country');
    const content: StatementContent = {
      kind: 'assessment',
      method: { ...problems([7]), indicators: [{ id: 'a', direction: 1, threshold: 7 }] },
      show: ['level'],
    };
    // The list is a function of what is published: the true numbers are not even handed over.
    const tables = new Map([['a', publicPart(made.checked)]]);
    const once = deriveStatement(content, from, tables, DEFAULT_STATEMENTS);
    const again = deriveStatement(content, from, structuredClone(tables), DEFAULT_STATEMENTS);
    expect(again).toEqual(once);
  });

  it('is a checked table only when it is worked out from checked tables', () => {
    const made = countries[2] ?? [];
    const content: StatementContent = { kind: 'assessment', method: problems([5, 5, 5]), show: ['level'] };
    const statement = { title: 'Nivåer', from, content };
    const outcome = checkDerived(statement, basisOf(made));
    expect(outcome.ok && outcome.parts[0]?.checked.basis?.length).toBe(3);
    const forged = new Map(made.map(({ checked }, i) => [IDS[i] ?? '', { ...checked }]));
    expect(() => checkDerived(statement, forged)).toThrow(TypeError);
  });
});
