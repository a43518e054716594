import { equalLimits, quantileLimits } from '../../../../shared/domain/classes/limits.ts';
import { naturalLimits } from '../../../../shared/domain/classes/naturalLimits.ts';

/** How an index is parted into classes: by shares of the ranked areas from the top, or by limits of the index itself. */
export const CLASSINGS = ['shares', 'quantile', 'natural', 'equal'] as const;
export type Classing = (typeof CLASSINGS)[number];

const CLASSES = 6;
const LIMITS = { quantile: quantileLimits, natural: naturalLimits, equal: equalLimits } as const;

/** The limits of the classes, rising; none for classes by share. */
export const classLimits = (classing: Classing, scores: Float64Array): readonly number[] =>
  classing === 'shares' ? [] : LIMITS[classing](scores, CLASSES);
