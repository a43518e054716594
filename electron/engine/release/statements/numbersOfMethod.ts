import type { StatementContent } from '../../../../shared/schemas/releaseStatement.ts';

/** A limit that a method gives as a number in an indicator's own unit. */
export interface GivenLimit {
  readonly indicator: string;
  readonly limit: number;
}

/** Thresholds, goalposts and targets that are numbers and no rules. */
export function limitsIn(content: StatementContent): readonly GivenLimit[] {
  const method = content.kind === 'groups' ? content.needs : content.method;
  if (method === undefined || method.kind === 'sei') return [];
  if (method.kind === 'problem-count')
    return method.indicators.flatMap(({ id, threshold }) =>
      typeof threshold === 'number' ? [{ indicator: id, limit: threshold }] : [],
    );
  const { normalisation } = method;
  if (normalisation.kind === 'goalposts')
    return Object.entries(normalisation.posts).flatMap(([indicator, posts]) =>
      posts.map((limit) => ({ indicator, limit })),
    );
  if (normalisation.kind === 'distance-target')
    return Object.entries(normalisation.targets).map(([indicator, limit]) => ({ indicator, limit }));
  return [];
}

/** Weights of a method or a grouping. */
export function weightsIn(content: StatementContent): readonly number[] {
  const given =
    content.kind === 'groups'
      ? [content.grouping, ...(content.needs === undefined ? [] : [content.needs])]
      : [content.method];
  return given.flatMap((one) => {
    if ('kind' in one && one.kind === 'sei') return [];
    const own = one.indicators.flatMap((indicator) =>
      typeof indicator === 'object' && indicator.weight !== undefined ? [indicator.weight] : [],
    );
    const groups = 'groups' in one && one.groups !== undefined ? one.groups.flatMap(({ weight = 1 }) => [weight]) : [];
    return [...own, ...groups];
  });
}

/** How many digits of a number tell something, the first that is not 0 and on: 0.250 has two. */
export function significantDigits(value: number): number {
  if (value === 0) return 1;
  const [mantissa = ''] = value.toExponential().split('e');
  return mantissa.replace('-', '').replace('.', '').replace(/0+$/u, '').length;
}

/** The place of the last digit that tells something: 0.01 for 12.34, 10 for 120. */
export function stepOf(value: number): number {
  if (value === 0) return 1;
  const [, exponent = '0'] = value.toExponential().split('e');
  return 10 ** (Number(exponent) - significantDigits(value) + 1);
}
