import { assessIndex } from '../../../shared/domain/assess/assessIndex.ts';
import { countProblems } from '../../../shared/domain/assess/problemCount.ts';
import { socioEconomicIndex } from '../../../shared/domain/assess/sei.ts';
import { groupAreas } from '../../../shared/domain/groups/groupAreas.ts';
import type { Progress } from '../jobs/progress.ts';
import {
  groupsSpec,
  indexMethod,
  LARGE,
  LARGEST,
  PROBLEM_VARIABLES,
  problemCountMethod,
  seiMethod,
} from './methods.ts';

/** Computed indicators by id; position i of every column is area i. */
export interface IndicatorColumns {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly municipalities: readonly string[];
  readonly population: Float64Array;
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly n: ReadonlyMap<string, Float64Array>;
}

export interface NamedArea {
  readonly code: string;
  readonly name: string;
  readonly municipality: string;
}

/** The classes of methods.md, from the most to the least serious. */
export const CLASSES = ['largest', 'large', 'parallel', 'single', 'none'] as const;
export type NeedClass = (typeof CLASSES)[number];

export interface AssessmentSummary {
  /** Areas and people per class of need. */
  readonly classes: readonly { readonly name: NeedClass; readonly areas: number; readonly persons: number }[];
  readonly factors: readonly {
    readonly factor: (typeof PROBLEM_VARIABLES)[number]['factor'];
    readonly indicator: string;
    readonly direction: 1 | -1;
    readonly threshold: number;
    readonly areas: number;
    /** The areas that stand worst, among those with at least `listedFrom` behind the value. */
    readonly worst: readonly (NamedArea & { readonly value: number })[];
    /** Values that rest on fewer than this are not used. */
    readonly leastBehind: number;
    readonly listedFrom: number;
  }[];
  /** The highest index values. */
  readonly index: readonly (NamedArea & { readonly value: number })[];
  /** Areas of types 1-5. */
  readonly areaTypes: readonly number[];
  readonly groups: {
    readonly sizes: readonly number[];
    /** What sets each group apart most: standardised means furthest from zero, largest first. */
    readonly profiles: readonly (readonly { readonly indicator: string; readonly high: boolean }[])[];
    readonly silhouette: number;
    readonly foundTimes: number;
    readonly starts: number;
  };
}

const TOP = 3;

/**
 * How many must stand behind a value that is used: ten, or fewer when the country is sparse or so few areas reach it that
 * the factor would say nothing (pupils in a small country): then what a tenth of the areas reach.
 */
export function leastBehind(n: Float64Array, density: number): number {
  const sorted = n.toSorted();
  return Math.min(10, Math.max(1, Math.floor(density / 15)), sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 1);
}

const classOf = (count: number): NeedClass => {
  if (count >= LARGEST) return 'largest';
  if (count >= LARGE) return 'large';
  return count >= 2 ? 'parallel' : count >= 1 ? 'single' : 'none';
};

const withEnoughBehind = (values: Float64Array, n: Float64Array, least: number): Float64Array =>
  values.map((value, i) => (n[i]! >= least ? value : Number.NaN));

/** The size that a tenth of the areas reach, at most 30: what a list of the worst is drawn from. */
const listedFrom = (n: Float64Array): number => {
  const sorted = n.toSorted();
  return Math.min(30, sorted[Math.floor(0.9 * (sorted.length - 1))] ?? 0);
};

/** A group's indicators at least half a standard deviation from the country's mean, at most two. */
const profileOf = (centroid: Float64Array): { indicator: string; high: boolean }[] =>
  groupsSpec.indicators
    .map(({ id }, j) => ({ indicator: id, high: centroid[j]! > 0, distance: Math.abs(centroid[j]!) }))
    .filter(({ distance }) => distance >= 0.5)
    .sort((a, b) => b.distance - a.distance || (a.indicator < b.indicator ? -1 : 1))
    .slice(0, 2)
    .map(({ indicator, high }) => ({ indicator, high }));

/** The three composite assessments and the grouping, with what the summary says of them. Ties by area code. */
export function assessDemonstration(
  columns: IndicatorColumns,
  levelNames: { readonly large: string; readonly largest: string },
  progress: Progress,
): AssessmentSummary {
  const { codes, names, municipalities, population } = columns;
  const persons = population.reduce((sum, n) => sum + n, 0);
  const least = (id: string): number => leastBehind(columns.n.get(id)!, persons / codes.length);
  const raw = (ids: readonly string[]): Float64Array[] => ids.map((id) => columns.values.get(id)!);
  const used = (ids: readonly string[]): Float64Array[] =>
    ids.map((id) => withEnoughBehind(columns.values.get(id)!, columns.n.get(id)!, least(id)));
  const problemIds = PROBLEM_VARIABLES.map(({ id }) => id);
  const area = (i: number): NamedArea => ({ code: codes[i]!, name: names[i]!, municipality: municipalities[i]! });
  const first = (order: number[], values: Float64Array) =>
    order.slice(0, TOP).map((i) => ({ ...area(i), value: values[i]! }));

  progress.check();
  const counted = countProblems(problemCountMethod(levelNames), codes, used(problemIds));
  const classes = CLASSES.map((name) => {
    const members = codes.flatMap((_, i) =>
      classOf(Number.isNaN(counted.scores[i]!) ? 0 : counted.scores[i]!) === name ? [i] : [],
    );
    return { name, areas: members.length, persons: members.reduce((sum, i) => sum + population[i]!, 0) };
  });
  const factors = PROBLEM_VARIABLES.map(({ factor, id, direction, threshold }, f) => {
    const values = columns.values.get(id)!;
    const n = columns.n.get(id)!;
    const from = listedFrom(n);
    const order = [...codes.keys()]
      .filter((i) => n[i]! >= from && !Number.isNaN(values[i]!))
      .sort((a, b) => direction * (values[b]! - values[a]!) || (codes[a]! < codes[b]! ? -1 : 1));
    const areas = counted.factorProblems[f]!.reduce((sum, problem) => sum + problem, 0);
    return {
      factor,
      indicator: id,
      direction,
      threshold,
      areas,
      worst: first(order, values),
      leastBehind: least(id),
      listedFrom: from,
    };
  });

  progress.check();
  const index = assessIndex(indexMethod, codes, used(problemIds));
  const ranked = [...codes.keys()]
    .filter((i) => !Number.isNaN(index.scores[i]!))
    .sort((a, b) => index.scores[b]! - index.scores[a]! || (codes[a]! < codes[b]! ? -1 : 1));

  progress.check();
  const sei = socioEconomicIndex(seiMethod, codes, raw(seiMethod.indicators));
  const areaTypes = [1, 2, 3, 4, 5].map((type) => sei.types.filter((own) => own === type).length);

  const grouped = groupAreas(
    groupsSpec,
    codes,
    raw(groupsSpec.indicators.map(({ id }) => id)),
    {},
    (step, done, of) => {
      progress.check();
      progress.report(step, done, of);
    },
  );
  return {
    classes,
    factors,
    index: first(ranked, index.scores),
    areaTypes,
    groups: {
      sizes: [...grouped.sizes],
      profiles: grouped.centroids.map(profileOf),
      silhouette: grouped.quality.silhouette,
      foundTimes: grouped.quality.foundTimes ?? 1,
      starts: grouped.spec.starts ?? 1,
    },
  };
}
