import type { IndexMethod, Method, ProblemCountMethod, SeiMethod } from '../../schemas/method.ts';

/**
 * What can differ between two ways of assessing, each as a whole: which indicators take part and how they weigh; the
 * thresholds; how outliers are treated; the scale; how parts are put together (for a problem count when a factor is a problem,
 * and from how many on); missing values and areas left out. `method` when the two are of different kinds.
 */
export const ASPECTS = [
  'weights',
  'thresholds',
  'treatment',
  'normalisation',
  'aggregation',
  'missing',
  'method',
] as const;
export type Aspect = (typeof ASPECTS)[number];

type Parts = Partial<Record<Aspect, unknown>>;

function indexParts(method: IndexMethod): Parts {
  return {
    weights: {
      indicators: method.indicators,
      groups: (method.groups ?? []).map(({ id, parent, weight }) => ({ id, parent, weight: weight ?? 1 })),
      rule: method.weights ?? null,
    },
    treatment: method.treatment ?? { kind: 'none' },
    normalisation: method.normalisation,
    aggregation: {
      whole: method.aggregation ?? { kind: 'arithmetic' },
      groups: (method.groups ?? []).flatMap(({ id, aggregation }) =>
        aggregation === undefined ? [] : [{ id, aggregation }],
      ),
    },
    missing: { missing: method.missing ?? { leastShare: 0 }, exclude: method.exclude ?? [] },
  };
}

function countParts(method: ProblemCountMethod): Parts {
  return {
    weights: method.indicators.map(({ id, weight, factor }) => ({ id, weight: weight ?? 1, factor: factor ?? id })),
    thresholds: {
      indicators: method.indicators.map(({ id, direction, threshold }) => ({ id, direction, threshold })),
      baseYear: method.baseYear ?? null,
    },
    aggregation: { factorRule: method.factorRule ?? 'any', k: method.k, levels: method.levels },
    missing: { missing: method.missing ?? { leastShare: 0 }, exclude: method.exclude ?? [] },
  };
}

const seiParts = (method: SeiMethod): Parts => ({
  weights: method.indicators,
  missing: { exclude: method.exclude ?? [] },
});

export function partsOf(method: Method): Parts {
  if (method.kind === 'index') return indexParts(method);
  return method.kind === 'sei' ? seiParts(method) : countParts(method);
}

/** Text of a value whose keys stand in one order: equal for what says the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, own]) => own !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => `${JSON.stringify(key)}:${canonical(own)}`)
    .join(',')}}`;
}

/** What differs between two methods, in the order of `ASPECTS`. A note differs in nothing. */
export function differingAspects(from: Method, to: Method): readonly Aspect[] {
  if (from.kind !== to.kind) return ['method'];
  const [a, b] = [partsOf(from), partsOf(to)];
  return ASPECTS.filter((aspect) => canonical(a[aspect]) !== canonical(b[aspect]));
}

/**
 * The method that takes the aspects in `taken` from `to` and the others from `from`: with none it assesses as `from` does, with all
 * that differ as `to` does. What one lacks for an indicator or a group that the other brings in (its threshold, its
 * goalposts, its own aggregation) is the other's.
 */
export function mixtureOf(from: Method, to: Method, taken: ReadonlySet<Aspect>): Method {
  if (from.kind !== to.kind) return taken.has('method') ? to : from;
  const of = <M extends Method>(own: M, other: M, aspect: Aspect): M => (taken.has(aspect) ? other : own);
  if (from.kind === 'index' && to.kind === 'index') return mixedIndex((aspect) => of(from, to, aspect), [from, to]);
  if (from.kind === 'problem-count' && to.kind === 'problem-count')
    return mixedCount((aspect) => of(from, to, aspect), [from, to]);
  if (from.kind === 'sei' && to.kind === 'sei')
    return {
      version: 1,
      kind: 'sei',
      indicators: of(from, to, 'weights').indicators,
      ...excluded(of(from, to, 'missing')),
    };
  return from;
}

const excluded = ({ exclude }: Method): Pick<Method, 'exclude'> => (exclude === undefined ? {} : { exclude });

type From<M> = (aspect: Aspect) => M;

function mixedIndex(from: From<IndexMethod>, both: readonly IndexMethod[]): IndexMethod {
  const [tree, how, scale, missing] = [from('weights'), from('aggregation'), from('normalisation'), from('missing')];
  const ownHow = new Map((how.groups ?? []).map(({ id, aggregation }) => [id, aggregation]));
  const { treatment } = from('treatment');
  return {
    version: 1,
    kind: 'index',
    indicators: tree.indicators,
    ...(tree.groups === undefined
      ? {}
      : {
          groups: tree.groups.map(({ aggregation, ...group }) => {
            const chosen = ownHow.has(group.id) ? ownHow.get(group.id) : aggregation;
            return chosen === undefined ? group : { ...group, aggregation: chosen };
          }),
        }),
    ...(tree.weights === undefined ? {} : { weights: tree.weights }),
    ...(treatment === undefined ? {} : { treatment }),
    normalisation: scaleFor(
      scale.normalisation,
      tree,
      both.map(({ normalisation }) => normalisation),
    ),
    ...(how.aggregation === undefined ? {} : { aggregation: how.aggregation }),
    ...(missing.missing === undefined ? {} : { missing: missing.missing }),
    ...excluded(missing),
  };
}

/** Fixed limits for exactly the indicators that take part: the scale's own, else whichever there are. */
function scaleFor(
  scale: IndexMethod['normalisation'],
  tree: IndexMethod,
  both: readonly IndexMethod['normalisation'][],
): IndexMethod['normalisation'] {
  const pick = <T>(
    named: (one: IndexMethod['normalisation']) => Readonly<Record<string, T>> | undefined,
  ): Record<string, T> => {
    const all = [scale, ...both].map((one) => named(one) ?? {});
    return Object.fromEntries(
      tree.indicators.flatMap(({ id }) => {
        const found = all.find((one) => Object.hasOwn(one, id))?.[id];
        return found === undefined ? [] : [[id, found] as const];
      }),
    );
  };
  if (scale.kind === 'goalposts')
    return { kind: 'goalposts', posts: pick((one) => (one.kind === 'goalposts' ? one.posts : undefined)) };
  if (scale.kind === 'distance-target')
    return {
      kind: 'distance-target',
      targets: pick((one) => (one.kind === 'distance-target' ? one.targets : undefined)),
    };
  return scale;
}

function mixedCount(from: From<ProblemCountMethod>, both: readonly ProblemCountMethod[]): ProblemCountMethod {
  const [taking, limits, how, missing] = [from('weights'), from('thresholds'), from('aggregation'), from('missing')];
  const thresholds = new Map(
    [...both, limits].flatMap(({ indicators }) =>
      indicators.map(({ id, direction, threshold }) => [id, { direction, threshold }] as const),
    ),
  );
  const baseYear = limits.baseYear ?? both.find((one) => one.baseYear !== undefined)?.baseYear;
  return {
    version: 1,
    kind: 'problem-count',
    indicators: taking.indicators.map((indicator) => ({ ...indicator, ...thresholds.get(indicator.id) })),
    ...(how.factorRule === undefined ? {} : { factorRule: how.factorRule }),
    ...(baseYear === undefined ? {} : { baseYear }),
    k: how.k,
    levels: how.levels,
    ...(missing.missing === undefined ? {} : { missing: missing.missing }),
    ...excluded(missing),
  };
}
