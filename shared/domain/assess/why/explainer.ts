import type { IndexMethod, Method, ProblemCountMethod, SeiMethod } from '../../../schemas/method.ts';
import { standardDeviation } from '../../statistics/moments.ts';
import { LiveIndex } from '../live.ts';
import { ownWeights } from '../ownWeights.ts';
import { countProblems } from '../problemCount.ts';
import { levelOf } from '../problemRules.ts';
import { socioEconomicIndex } from '../sei.ts';
import { writtenWeights } from '../weightTree.ts';
import type { AreaWhy, Changes, Line, RankNeighbour, Waterfall, WhyIndicator, WhyPart } from './areaWhy.ts';
import { nearestIndicatorChanges } from './indicatorChange.ts';
import { topLine } from './line.ts';
import { type Belonging, placeOf } from './places.ts';
import { problemChanges } from './problemChange.ts';
import { explainArea } from './waterfall.ts';
import { nearestWeightChanges } from './weightChange.ts';

export interface ToExplain {
  readonly method: Method;
  readonly areas: readonly string[];
  /** One per indicator of the method, in its own unit, NaN where missing. */
  readonly columns: readonly Float64Array[];
  readonly people?: Float64Array | undefined;
  /** For an index: how many of the highest ranks are over the line. */
  readonly topOf: (ranked: number) => number;
  readonly topShare: number;
  readonly belongings: readonly Belonging[];
}

/** How many areas next in rank are told, before and after. */
const NEIGHBOURS = 2;

/** What the three methods have in common when a single area is explained. */
interface Explained {
  readonly scores: Float64Array;
  readonly ranks: Int32Array;
  readonly order: Uint32Array;
  readonly ranked: number;
  readonly levelOf: (area: number) => string;
  readonly indicator: (j: number, area: number) => WhyIndicator;
  readonly waterfall: (area: number) => Waterfall | undefined;
  readonly lineOf: (area: number) => Line | null;
  readonly changes: (area: number, line: Line | null) => Changes;
}

/**
 * Makes an assessment ready to be explained area by area: `explainer(...)(area)` gives why the area at a position stands where it
 * stands, undefined without a score.
 * @throws MethodError for a method that cannot be carried out on these columns
 */
export function explainer(given: ToExplain): (area: number) => AreaWhy | undefined {
  const { method, areas, columns, people, belongings } = given;
  const explained = explainedBy(given);
  const { scores, ranks, order, ranked } = explained;
  const count = method.indicators.length;
  return (area) => {
    const waterfall = explained.waterfall(area);
    if (waterfall === undefined) return undefined;
    const line = explained.lineOf(area);
    const neighbours = beside(order, ranked, area).flatMap((other): RankNeighbour[] => {
      const theirs = explained.waterfall(other);
      if (theirs === undefined) return [];
      return [
        {
          area: areas[other] ?? '',
          rank: ranks[other] as number,
          score: scores[other] as number,
          ...differences(waterfall, theirs),
        },
      ];
    });
    return {
      area: areas[area] ?? '',
      kind: method.kind,
      score: scores[area] as number,
      rank: ranks[area] as number,
      ranked,
      level: explained.levelOf(area),
      indicators: Array.from({ length: count }, (_none, j) => explained.indicator(j, area)),
      waterfall,
      line,
      changes: explained.changes(area, line),
      neighbours,
      places: belongings
        .map((belonging) => placeOf(belonging, area, { scores, columns, people }))
        .filter((place) => place !== undefined),
    };
  };
}

function explainedBy(given: ToExplain): Explained {
  const { method } = given;
  if (method.kind === 'index') return byIndex(method, given);
  return method.kind === 'sei' ? bySei(method, given) : byProblems(method, given);
}

/** Positions of the areas next in the ranking, the nearest on both sides first. */
function beside(order: Uint32Array, ranked: number, area: number): number[] {
  const place = order.subarray(0, ranked).indexOf(area);
  return Array.from({ length: NEIGHBOURS }, (_none, step) => [place - step - 1, place + step + 1])
    .flat()
    .filter((at) => at >= 0 && at < ranked)
    .sort((a, b) => a - b)
    .map((at) => order[at] as number);
}

function differences(mine: Waterfall, theirs: Waterfall): Pick<RankNeighbour, 'difference' | 'parts' | 'left'> {
  const difference = mine.to - theirs.to;
  const known = (part: number): number => (Number.isNaN(part) ? 0 : part);
  const parts = mine.parts
    .map(({ id, part }, j): WhyPart => ({ id, part: known(part) - known(theirs.parts[j]?.part ?? 0) }))
    .filter(({ part }) => part !== 0)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part) || (a.id < b.id ? -1 : 1));
  return { difference, parts, left: mine.missing + mine.rest - theirs.missing - theirs.rest };
}

function indexWaterfall(live: LiveIndex, area: number): Waterfall | undefined {
  const why = explainArea(live.valued, area);
  if (why === undefined) return undefined;
  return {
    scale: why.scale,
    from: why.mean,
    to: why.score,
    parts: live.ids.map((id, j) => ({ id, part: why.parts[j] as number })),
    missing: why.missing,
    rest: why.rest,
  };
}

function byIndex(method: IndexMethod, { areas, columns, topOf, topShare }: ToExplain): Explained {
  const live = new LiveIndex({ areas, method, columns });
  const { scores, ranks, order, ranked, valued } = live;
  const written = writtenWeights(valued.tree);
  return {
    scores,
    ranks,
    order,
    ranked,
    levelOf: () => '',
    indicator: (j, area) => {
      const { id, direction } = method.indicators[j] as IndexMethod['indicators'][number];
      const own = ownWeights(valued.tree, valued.shares, columns.length, (i) => !Number.isNaN(columns[i]?.[area]));
      return { id, direction, value: columns[j]?.[area] as number, weight: own[j] as number };
    },
    waterfall: (area) => indexWaterfall(live, area),
    lineOf: (area) => {
      const line = topLine(scores, ranks, order, ranked, topOf(ranked), area);
      return line === undefined ? null : { kind: 'top', share: topShare, ...line };
    },
    changes: (area, line) =>
      line?.kind !== 'top'
        ? { weights: [], thresholds: null, indicators: [] }
        : {
            weights: nearestWeightChanges(valued, written, line.ranks, area) ?? null,
            thresholds: null,
            indicators: nearestIndicatorChanges(method, valued, columns, line.score, area) ?? null,
          },
  };
}

function byProblems(method: ProblemCountMethod, { areas, columns }: ToExplain): Explained {
  const count = countProblems(method, areas, columns);
  const { scores, ranks, order, levels } = count;
  return {
    scores,
    ranks,
    order,
    ranked: order.length,
    levelOf: (area) => levels[count.levelOf[area] as number]?.name ?? '',
    indicator: (j, area) => {
      const { id, direction } = method.indicators[j] as ProblemCountMethod['indicators'][number];
      return {
        id,
        direction,
        value: columns[j]?.[area] as number,
        threshold: count.thresholds[j] as number,
        problem: count.problems[j]?.[area] === 1,
      };
    },
    waterfall: (area) =>
      Number.isNaN(scores[area])
        ? undefined
        : {
            scale: 'count',
            from: 0,
            to: scores[area] as number,
            parts: count.factors.map(({ id, weight }, f) => ({
              id,
              part: weight * (count.factorProblems[f]?.[area] ?? 0),
            })),
            missing: 0,
            rest: 0,
          },
    lineOf: (area) => {
      if (Number.isNaN(scores[area])) return null;
      // The next level up; for an area in the highest, or without levels above it, the limit it stands over.
      const reached = levelOf(levels, scores[area] as number);
      const next = levels[reached + 1];
      if (next !== undefined) return { kind: 'count', from: next.from, name: next.name, over: false };
      const own = levels[reached];
      if (own !== undefined) return { kind: 'count', from: own.from, name: own.name, over: true };
      return { kind: 'count', from: method.k, name: '', over: (scores[area] as number) >= method.k - 1e-12 };
    },
    changes: (area, line) => {
      if (line?.kind !== 'count') return { weights: [], thresholds: [], indicators: [] };
      const { weights, thresholds, indicators } = problemChanges(method, count, columns, line.from, area);
      return { weights, thresholds, indicators };
    },
  };
}

function bySei(method: SeiMethod, { areas, columns }: ToExplain): Explained {
  const sei = socioEconomicIndex(method, areas, columns);
  const { scores, ranks, order, types, limits } = sei;
  // The same number as a plain mean of the three parts, which knows how to explain itself.
  const live = new LiveIndex({
    areas,
    columns,
    method: {
      version: 1,
      kind: 'index',
      indicators: method.indicators.map((id) => ({ id, direction: 1, weight: 1 })),
      normalisation: { kind: 'none' },
      missing: { leastShare: 1 },
    },
  });
  return {
    scores,
    ranks,
    order,
    ranked: order.length,
    levelOf: (area) => (types[area] === 0 ? '' : String(types[area])),
    indicator: (j, area) => ({
      id: method.indicators[j] as string,
      direction: 1,
      value: columns[j]?.[area] as number,
      weight: 1 / 3,
    }),
    waterfall: (area) => indexWaterfall(live, area),
    lineOf: (area) => {
      const type = types[area] as number;
      if (type === 0) return null;
      const above = Math.max(1, type - 1);
      return { kind: 'type', type: above, score: limits[above - 1] as number, over: type === 1 };
    },
    changes: (area, line) => ({
      weights: null,
      thresholds: null,
      indicators:
        line?.kind !== 'type'
          ? []
          : method.indicators
              .map((id, j) => {
                const value = columns[j]?.[area] as number;
                const by = 3 * (line.score - (scores[area] as number));
                return {
                  id,
                  value,
                  to: value + by,
                  deviations: Math.abs(by) / standardDeviation(columns[j] ?? new Float64Array(), 1),
                };
              })
              .filter(({ to }) => to >= 0 && to <= 100)
              .sort((a, b) => a.deviations - b.deviations || (a.id < b.id ? -1 : 1)),
    }),
  };
}
