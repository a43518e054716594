import type { RankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';

/** To the thread: one index on the areas that take part, and how it is to be varied. */
export interface UncertaintyRequest {
  readonly method: IndexMethod;
  readonly areas: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly replicates: number;
  readonly seed: number;
  /** Weights are drawn as w (1 + spread (2u - 1)). */
  readonly spread: number;
  /** Share of the ranked areas that counts as the top. */
  readonly top: number;
}

export type FromThread =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly uncertainty: RankUncertainty }
  | { readonly kind: 'fault'; readonly key: string; readonly parameters: Readonly<Record<string, string | number>> };
