import type { Generator } from '../random/generator.ts';
import { shareAmongSiblings, type WeightTree } from '../assess/weightTree.ts';

/**
 * How the weights of a replicate are drawn round those written:
 * `relative`: w (1 + f (2u - 1)), u uniform, every indicator and group by itself, f in 0..1;
 * `dirichlet`: the siblings' shares from a Dirichlet distribution whose means are the shares as written and whose `concentration`
 * says how closely they lie round them (the sum of its parameters).
 */
export type WeightDraw =
  | { readonly kind: 'relative'; readonly spread: number }
  | { readonly kind: 'dirichlet'; readonly concentration: number };

/**
 * Fills `shares` (one per node of the tree) with drawn shares among siblings. A weight of zero stays zero.
 * @param written weights as written (`writtenWeights`), @param drawn room for one weight per node
 */
export function drawShares(
  tree: WeightTree,
  written: Float64Array,
  how: WeightDraw,
  random: Generator,
  drawn: Float64Array,
  shares: Float64Array,
): void {
  if (how.kind === 'relative')
    for (let node = 0; node < drawn.length; node += 1)
      drawn[node] = (written[node] as number) * (1 + how.spread * (2 * random.uniform() - 1));
  else {
    shareAmongSiblings(tree, written, shares);
    for (let node = 0; node < drawn.length; node += 1) {
      const shape = how.concentration * (shares[node] as number);
      drawn[node] = shape > 0 ? random.gamma(shape) : 0;
    }
  }
  // All siblings at zero can only come of a gamma that underflows: those shares stay as they were written.
  if (!shareAmongSiblings(tree, drawn, shares)) shareAmongSiblings(tree, written, shares);
}
