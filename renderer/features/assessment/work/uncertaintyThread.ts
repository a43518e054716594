import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { rankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import { tallyReplicates } from '../../../../shared/domain/uncertainty/replicates.ts';
import { variantOf } from '../../../../shared/domain/uncertainty/variant.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { FromThread, UncertaintyRequest } from './messages.ts';

/*
 * A thread of the window that carries out an index again and again with drawn weights: the same draws, and the same ranks, as
 * `sigill uncertainty` with the same seed. Whoever started it ends it to cancel.
 */

const scope = globalThis as unknown as {
  postMessage(message: FromThread): void;
  onmessage: ((event: { readonly data: UncertaintyRequest }) => void) | null;
};

scope.onmessage = ({ data: { method, areas, columns, replicates, seed, spread, top } }) => {
  try {
    const { ranks, order } = assessIndex(method, areas, columns);
    const tally = tallyReplicates(
      {
        areas,
        variants: [variantOf(method, areas, columns)],
        weights: { kind: 'relative', spread },
        seed,
        assessed: ranks,
      },
      0,
      replicates,
      (done) => {
        scope.postMessage({ kind: 'progress', done });
      },
    );
    const uncertainty = rankUncertainty(tally, Math.max(1, Math.round(top * order.length)));
    scope.postMessage({ kind: 'done', uncertainty });
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    scope.postMessage({ kind: 'fault', key: cause.key, parameters: cause.parameters });
  }
};
