import { assessIndex } from '../../../../shared/domain/assess/assessIndex.ts';
import { rankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import { tallyReplicates } from '../../../../shared/domain/uncertainty/replicates.ts';
import { sensitivity } from '../../../../shared/domain/uncertainty/sensitivity.ts';
import { variantOf } from '../../../../shared/domain/uncertainty/variant.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import type { FromThread, SensitivityRequest, UncertaintyRequest } from './messages.ts';

/*
 * A thread of the window that carries out an index again and again with drawn weights: the same draws, and the same ranks, as
 * `sigill uncertainty` with the same seed. Whoever started it ends it to cancel.
 */

const scope = globalThis as unknown as {
  postMessage(message: FromThread): void;
  onmessage: ((event: { readonly data: UncertaintyRequest | SensitivityRequest }) => void) | null;
};

const report = (done: number): void => {
  scope.postMessage({ kind: 'progress', done });
};

scope.onmessage = ({ data }) => {
  const { method, ways, errors, areas, columns, replicates, seed, spread, top } = data;
  try {
    const { ranks, order } = assessIndex(method, areas, columns);
    const variants = [method, ...ways].map((way) => variantOf(way, areas, columns, errors ?? undefined));
    if ('rows' in data) {
      const { rows, area } = data;
      const found = sensitivity({ areas, variants, spread, seed, assessed: ranks, rows, area }, report);
      scope.postMessage({ kind: 'sensitivity', sensitivity: found });
      return;
    }
    const tally = tallyReplicates(
      { areas, variants, weights: { kind: 'relative', spread }, seed, assessed: ranks },
      0,
      replicates,
      report,
    );
    const uncertainty = rankUncertainty(tally, Math.max(1, Math.round(top * order.length)));
    scope.postMessage({ kind: 'done', uncertainty });
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    scope.postMessage({ kind: 'fault', key: cause.key, parameters: cause.parameters });
  }
};
