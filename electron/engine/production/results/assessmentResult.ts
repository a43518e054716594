import type { Assessment } from '../../../../shared/domain/assess/assess.ts';
import { ownWeights } from '../../../../shared/domain/assess/ownWeights.ts';
import { buildWeightTree, shareAmongSiblings, writtenWeights } from '../../../../shared/domain/assess/weightTree.ts';
import type { ResultAssessment } from '../../../../shared/domain/years/yearResults.ts';
import type { IndexMethod, Method } from '../../../../shared/schemas/method.ts';
import { hashOf } from '../contentHash.ts';

/** Scales that do not depend on which other areas there are. */
const OWN_SCALE: ReadonlySet<string> = new Set(['none', 'goalposts', 'distance-target']);

/** Every area's own weights, from which of its values are there. */
function indexWeights(method: IndexMethod, contributions: readonly Float64Array[]): Float64Array[] {
  const tree = buildWeightTree(method);
  const shares = new Float64Array(tree.nodes.length);
  shareAmongSiblings(tree, writtenWeights(tree), shares);
  const areas = contributions[0]?.length ?? 0;
  const columns = contributions.map(() => new Float64Array(areas).fill(Number.NaN));
  for (let area = 0; area < areas; area += 1) {
    const own = ownWeights(tree, shares, contributions.length, (j) => !Number.isNaN(contributions[j]?.[area]));
    for (const [j, column] of columns.entries()) column[area] = own[j] as number;
  }
  return columns;
}

function weightsOf(method: Method, contributions: readonly Float64Array[]): Float64Array[] | null {
  if (method.kind === 'problem-count') return null;
  if (method.kind === 'sei') return contributions.map((column) => new Float64Array(column.length).fill(1 / 3));
  return indexWeights(method, contributions);
}

/** An assessment as it is held against another year's. `method`: with everything that a rule decided written out. */
export function assessmentResult(
  id: string,
  method: Method,
  { scores, ranks, levels, ids, contributions }: Omit<Assessment, 'summary' | 'order'>,
): ResultAssessment {
  return {
    id,
    kind: method.kind,
    method: hashOf(method),
    scores,
    ranks,
    levels,
    indicators: ids,
    contributions,
    weights: weightsOf(method, contributions),
    relative:
      method.kind === 'index' &&
      (!OWN_SCALE.has(method.normalisation?.kind ?? 'z') || (method.treatment?.kind ?? 'none') !== 'none'),
  };
}
