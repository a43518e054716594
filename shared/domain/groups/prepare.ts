import type { GroupsAlgorithm, GroupsSpec, Standardisation } from '../../schemas/groups.ts';
import { MethodError } from '../assess/methodError.ts';
import type { Contiguity, Islands } from './contiguous/skater.ts';
import type { DivideBy } from './divide.ts';
import type { Covariance } from './mixture/covariance.ts';
import { distinctPoints, type Points } from './points.ts';
import { farRows, type SetAside } from './setAside.ts';
import { type ColumnScale, type ColumnToCluster, pointsToCluster, scaleOfColumn } from './standardise.ts';
import { withoutMissing } from './withoutMissing.ts';

/** The specification with everything decided that it left open: a run says what it ran. */
export interface ResolvedSpec {
  readonly algorithm: GroupsAlgorithm;
  readonly k: number;
  /** Of those algorithms that begin anew several times. */
  readonly starts?: number;
  readonly seed?: number;
  readonly covariance?: Covariance;
  readonly islands?: Islands;
  readonly leastAreas?: number;
  readonly standardise: Standardisation;
  readonly missing: 'refuse' | 'drop' | 'median';
  readonly setAside?: { readonly beyond: number };
}

const STARTS = 20;
const BEGINS_ANEW: ReadonlySet<GroupsAlgorithm> = new Set(['k-means', 'gaussian-mixture']);

export const resolveSpec = (spec: GroupsSpec): ResolvedSpec => ({
  algorithm: spec.algorithm,
  k: spec.k,
  ...(BEGINS_ANEW.has(spec.algorithm) ? { starts: spec.starts ?? STARTS, seed: spec.seed ?? 1 } : {}),
  ...(spec.algorithm === 'gaussian-mixture' ? { covariance: spec.covariance ?? 'full' } : {}),
  ...(spec.algorithm === 'skater' ? { islands: spec.islands ?? 'nearest', leastAreas: spec.leastAreas ?? 1 } : {}),
  standardise: spec.standardise ?? 'z',
  missing: spec.missing ?? 'refuse',
  ...(spec.setAside === undefined ? {} : { setAside: spec.setAside }),
});

/** What is grouped, ready for any k: rows by area code, scaled, weighted. Plain data. */
export interface Prepared {
  readonly spec: ResolvedSpec;
  /** Areas in the file. */
  readonly areas: number;
  /** The areas that shape the groups. */
  readonly points: Points;
  /** Position in the file of each of them, by area code. */
  readonly rows: Uint32Array;
  /** Their codes. */
  readonly codes: readonly string[];
  /** The areas set aside, on the same scale; their places in the file and codes beside them. */
  readonly aside: {
    readonly points: Points;
    readonly rows: Uint32Array;
    readonly codes: readonly string[];
    readonly reasons: readonly SetAside[];
  };
  /** Values in the indicators' own units of the areas that shape the groups, one column per indicator. */
  readonly inUnits: readonly Float64Array[];
  readonly scales: readonly ColumnScale[];
  readonly dropped: readonly number[];
  readonly imputed: Int32Array;
  readonly by: DivideBy;
}

const ihs = (value: number): number => Math.asinh(value);

/**
 * Rows by area code without holes, transformed, those far out set aside, standardised on the rest and weighted.
 * @param columns one per indicator of the specification, aligned with `areas`, NaN where missing
 * @throws MethodError for missing values (unless the specification says what to do) and columns without spread
 */
export function prepareGroups(
  spec: GroupsSpec,
  areas: readonly string[],
  columns: readonly Float64Array[],
  neighbours?: readonly (readonly [string, string])[],
): Prepared {
  const resolved = resolveSpec(spec);
  const whole = withoutMissing(spec, areas, columns);
  const weightOf = (j: number): number => spec.indicators[j]?.weight ?? 1;
  const transformed = whole.filled.map((column, j): ColumnToCluster => ({
    id: spec.indicators[j]?.id ?? '',
    weight: weightOf(j),
    values: spec.indicators[j]?.transform === 'ihs' ? column.map(ihs) : column,
  }));
  const reasons = spec.setAside === undefined ? [] : farRows(transformed, spec.setAside.beyond);
  const outside = new Set(reasons.map(({ row }) => row));
  const inside = Array.from(whole.rows.keys()).filter((row) => !outside.has(row));
  const part = (members: readonly number[]): ColumnToCluster[] =>
    transformed.map((column) => ({ ...column, values: Float64Array.from(members, (i) => column.values[i] as number) }));
  const own = outside.size === 0 ? transformed : part(inside);
  const scales = own.map((column) => scaleOfColumn(column, resolved.standardise));
  const far = reasons.map(({ row }) => row);
  const rowsOf = (members: readonly number[]): Uint32Array => Uint32Array.from(members, (i) => whole.rows[i] as number);
  const rows = rowsOf(inside);
  const codesOf = (places: Uint32Array): string[] => Array.from(places, (row) => areas[row] ?? '');
  const codes = codesOf(rows);
  return {
    spec: resolved,
    areas: areas.length,
    points: pointsToCluster(own, scales),
    rows,
    codes,
    aside: { points: pointsToCluster(part(far), scales), rows: rowsOf(far), codes: codesOf(rowsOf(far)), reasons },
    inUnits: whole.filled.map((column) => Float64Array.from(inside, (i) => column[i] as number)),
    scales,
    dropped: whole.dropped,
    imputed: whole.imputed,
    by: {
      algorithm: resolved.algorithm,
      starts: resolved.starts ?? 1,
      seed: resolved.seed ?? 1,
      covariance: resolved.covariance ?? 'full',
      islands: resolved.islands ?? 'nearest',
      leastAreas: resolved.leastAreas ?? 1,
      contiguity: neighbours === undefined ? undefined : contiguityOf(codes, neighbours),
    },
  };
}

/** Positions among the areas that are grouped; pairs with an area that is not among them are left out. */
function contiguityOf(codes: readonly string[], neighbours: readonly (readonly [string, string])[]): Contiguity {
  const place = new Map(codes.map((code, i) => [code, i]));
  const pairs = neighbours.flatMap(([a, b]) => {
    const from = place.get(a);
    const to = place.get(b);
    return from === undefined || to === undefined || from === to ? [] : [{ from, to }];
  });
  return {
    from: Int32Array.from(pairs, ({ from }) => from),
    to: Int32Array.from(pairs, ({ to }) => to),
  };
}

/** @throws MethodError when there are fewer than k areas, or fewer than k that differ at all */
export function requireEnough({ points }: Pick<Prepared, 'points'>, k: number): void {
  if (points.n < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewAreas', { k, areas: points.n });
  const different = distinctPoints(points, k);
  if (different < k) throw new MethodError({ path: ['k'] }, 'groups.tooFewDifferent', { k, different });
}
