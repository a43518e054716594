import { request } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { Result } from '../../../../shared/ipc/result.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';

/** Other ways to carry out an index that can be drawn beside the one on screen. */
export const WAYS = ['z', 'robust-z', 'percentile-rank', 'min-max', 'geometric'] as const;
export type Way = (typeof WAYS)[number];

/** Onto 1..100: the geometric mean takes no zero. */
const MIN_MAX = { kind: 'min-max', lower: 1, upper: 100 } as const;

function carriedOut(method: IndexMethod, way: Way): IndexMethod {
  if (way === 'geometric') return { ...method, normalisation: MIN_MAX, aggregation: { kind: 'geometric' } };
  if (way === 'min-max') return { ...method, normalisation: MIN_MAX };
  return { ...method, normalisation: { kind: way } };
}

/** The method in the ways that are chosen, without the one that it is carried out in already. */
export const waysOf = (method: IndexMethod, chosen: ReadonlySet<Way>): readonly IndexMethod[] =>
  WAYS.filter((way) => chosen.has(way))
    .map((way) => carriedOut(method, way))
    .filter(
      ({ normalisation, aggregation }) =>
        normalisation.kind !== method.normalisation.kind ||
        (aggregation?.kind ?? 'arithmetic') !== (method.aggregation?.kind ?? 'arithmetic'),
    );

/** Standard errors of the method's indicators over all areas, from the project. */
export async function standardErrors(
  { level, year, areas }: AreaData,
  method: IndexMethod,
): Promise<Result<readonly Float64Array[]>> {
  const columns: Float64Array[] = [];
  for (const { id } of method.indicators) {
    const answer = await request('indicators.details', { id, level, year });
    if (!answer.ok) return answer;
    const { standardErrors: own } = answer.data;
    columns.push(own.length === areas.count ? own : new Float64Array(areas.count));
  }
  return { ok: true, data: columns };
}
