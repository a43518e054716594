import type { NeedLimits } from '../../../needs/needs.ts';
import { NEED_CLASSES, needsOf } from '../../../needs/needs.ts';
import { countProblems, type ProblemCount } from '../../../assess/problemCount.ts';
import { thresholdsOf, withThresholds } from '../../../assess/problemRules.ts';
import type { ProblemCountMethod } from '../../../../schemas/method.ts';
import { rankAndScore } from './ranked.ts';
import { listOf, type PublicMatrix, type Said } from './said.ts';

/**
 * Two countings between which the true one lies: each hidden figure at the end where it is least, and most, of a problem. More
 * problems never give fewer factors, a smaller count or a lower level, so that what both say is so for every number that a hidden cell can be.
 */
export interface CountedBothWays {
  readonly best: ProblemCount;
  readonly worst: ProblemCount;
}

/** Percentiles are taken over the areas whose figures are published. @throws MethodError */
export function countBothWays(method: ProblemCountMethod, { areas, figures }: PublicMatrix): CountedBothWays {
  const resolved = withThresholds(
    method,
    thresholdsOf(
      method,
      figures.map(({ known }) => known),
    ),
  );
  const corner = (worse: boolean): Float64Array[] =>
    figures.map(({ least, most }, i) => ((resolved.indicators[i]?.direction === 1) === worse ? most : least));
  return {
    best: countProblems(resolved, areas, corner(false)),
    worst: countProblems(resolved, areas, corner(true)),
  };
}

/** Where both countings say the same; null elsewhere. */
const agreed = <T>(one: ArrayLike<T>, other: ArrayLike<T>, of: (value: T, area: number) => number | null) =>
  Array.from(one, (value, area) => (Object.is(value, other[area]) ? of(value, area) : null));

/** Level, rank and number of problems of each area. */
export function saidOfProblems(method: ProblemCountMethod, matrix: PublicMatrix): readonly Said[] {
  const { best, worst } = countBothWays(method, matrix);
  const { areas } = matrix;
  const scores = Float64Array.from(best.scores, (own, i) => (own === worst.scores[i] ? own : Number.NaN));
  const decimals = method.indicators.every(({ weight = 1 }) => Number.isInteger(weight)) ? 0 : 2;
  return [
    {
      part: 'level',
      kind: 'label',
      decimals: 0,
      dimensions: listOf(areas, 'level'),
      values: agreed(best.levelOf, worst.levelOf, (level, area) => (best.judged[area] === 1 ? level + 1 : null)),
      meanings: [{ value: 0, name: '' }, ...best.levels.map(({ name }, i) => ({ value: i + 1, name }))],
    },
    ...rankAndScore(areas, scores, decimals),
  ];
}

/** The class of each area's needs, and each factor as 1 (a problem) or 0. */
export function saidOfNeeds(method: ProblemCountMethod, limits: NeedLimits, matrix: PublicMatrix): readonly Said[] {
  const { best, worst } = countBothWays(method, matrix);
  const unjudged = NEED_CLASSES.indexOf('unjudged');
  return [
    {
      part: 'class',
      kind: 'label',
      decimals: 0,
      dimensions: listOf(matrix.areas, 'class'),
      values: agreed(needsOf(best, limits).classes, needsOf(worst, limits).classes, (own) =>
        own === unjudged ? null : own + 1,
      ),
      meanings: NEED_CLASSES.flatMap((name, i) => (i === unjudged ? [] : [{ value: i + 1, name }])),
    },
    {
      part: 'factors',
      kind: 'label',
      decimals: 0,
      dimensions: [
        { along: 'areas', codes: matrix.areas },
        { along: 'factors', codes: best.factors.map(({ id }) => id) },
      ],
      values: matrix.areas.flatMap((_, area) =>
        best.factors.map((__, factor) => factorOf({ best, worst }, factor, area)),
      ),
      meanings: [
        { value: 0, name: 'no' },
        { value: 1, name: 'yes' },
      ],
    },
  ];
}

/** 1 or 0 where a factor surely is a problem, or surely is none, of an area of which enough is known; null elsewhere. */
export function factorOf({ best, worst }: CountedBothWays, factor: number, area: number): number | null {
  const [low, high] = [best.factorProblems[factor]?.[area], worst.factorProblems[factor]?.[area]];
  return best.judged[area] === 1 && low !== undefined && low === high ? low : null;
}
