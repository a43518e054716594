import type { RankUncertainty } from '../../../../shared/domain/uncertainty/rankTally.ts';
import type { Sensitivity } from '../../../../shared/domain/uncertainty/sensitivity.ts';
import type { IndexMethod } from '../../../../shared/schemas/method.ts';

/** To the thread: one index on the areas that take part, and how it is to be varied. */
export interface UncertaintyRequest {
  readonly method: IndexMethod;
  /** Other ways to carry it out, drawn as often as the first. */
  readonly ways: readonly IndexMethod[];
  /** Standard error of each value, one column per indicator; null without register noise. */
  readonly errors: readonly Float64Array[] | null;
  readonly areas: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly replicates: number;
  readonly seed: number;
  /** Weights are drawn as w (1 + spread (2u - 1)). */
  readonly spread: number;
  /** Share of the ranked areas that counts as the top. */
  readonly top: number;
}

/** To the same thread: which of the choices the ranks hang on. */
export interface SensitivityRequest extends UncertaintyRequest {
  /** Rows of each of the two samples. */
  readonly rows: number;
  /** Position among the areas that take part; -1: the mean shift of all. */
  readonly area: number;
}

export type FromThread =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'done'; readonly uncertainty: RankUncertainty }
  | { readonly kind: 'sensitivity'; readonly sensitivity: Sensitivity }
  | { readonly kind: 'fault'; readonly key: string; readonly parameters: Readonly<Record<string, string | number>> };
