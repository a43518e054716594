import { UserError } from '../../errors/errors.ts';
import type { Method } from '../../schemas/method.ts';
import { type AssessedColumns, LiveAssessment } from '../tuning/liveAssessment.ts';
import { type Settings, withMethod } from '../tuning/settings.ts';

/** Where every area stands by one method. */
export interface Standing {
  readonly scores: Float64Array;
  /** 1 = highest score; 0 = none. */
  readonly ranks: Int32Array;
  /** 1 = singled out: the highest 5 % of an index, any level of a problem count, area type 1 or 2. */
  readonly flagged: Uint8Array;
  readonly ranked: number;
}

/** Settings need all three kinds of method; only the one that is shown is carried out. */
const UNSHOWN: Settings = {
  kind: 'sei',
  index: { version: 1, kind: 'index', indicators: [], normalisation: { kind: 'none' } },
  problemCount: { version: 1, kind: 'problem-count', indicators: [], k: 1, levels: [] },
  sei: { version: 1, kind: 'sei', indicators: ['', '', ''] },
};

/** Carries out methods one after the other on the same areas, by the very code that the window and `sigill assess` share. */
export class Standings {
  readonly #live: LiveAssessment;

  constructor(columns: AssessedColumns) {
    this.#live = new LiveAssessment(columns);
  }

  /** @throws UserError when the method cannot be carried out on these areas */
  of(method: Method): Standing {
    for (const id of method.kind === 'sei' ? method.indicators : method.indicators.map((one) => one.id))
      if (!this.#live.columns.byId.has(id)) throw new UserError('input', 'scenario.noIndicator', { id });
    this.#live.show(withMethod(UNSHOWN, method));
    const { scores, ranks, flagged, ranked } = this.#live;
    return { scores: scores.slice(), ranks: ranks.slice(), flagged: flagged.slice(), ranked };
  }
}
