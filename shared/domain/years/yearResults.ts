import type { Combination } from '../areas/combine.ts';
import type { Level } from '../areas/level.ts';

/** One year's results of a run or a project, for comparison. Every column is in the order of `areas`. */
export interface YearResults {
  readonly year: number;
  readonly level: Level;
  /** The division that the year stands on; '' where the project has no area key. */
  readonly division: string;
  readonly areas: readonly ResultArea[];
  readonly indicators: readonly ResultIndicator[];
  readonly assessments: readonly ResultAssessment[];
  readonly groupings: readonly ResultGrouping[];
}

export interface ResultArea {
  readonly code: string;
  readonly name: string;
  readonly municipality: string;
  readonly municipalityName: string;
  readonly people: number;
}

export interface ResultIndicator {
  readonly id: string;
  /** Tells what it measures; another hash is another measure. */
  readonly definition: string;
  readonly revision: number;
  /** The year of the register that the values were taken from. */
  readonly sourceYear: number;
  readonly combination: Combination;
  readonly value: Float64Array;
  readonly n: Float64Array;
  readonly numerator: Float64Array;
  readonly error: Float64Array;
}

export interface ResultAssessment {
  readonly id: string;
  readonly kind: 'index' | 'problem-count' | 'sei';
  /** Tells the method as it was written. */
  readonly method: string;
  readonly scores: Float64Array;
  readonly ranks: Int32Array;
  /** '' where there is none. */
  readonly levels: readonly string[];
  readonly indicators: readonly string[];
  /** Own weight x normalised value per indicator; NaN where missing. */
  readonly contributions: readonly Float64Array[];
  /** Own weight per indicator and area; null for methods that are no weighted sum. */
  readonly weights: readonly Float64Array[] | null;
  /** True when the scale is set by the year's own areas, so that a value's part also holds how the others moved. */
  readonly relative: boolean;
}

export interface ResultGrouping {
  readonly id: string;
  readonly specification: string;
  /** 0 = none. */
  readonly groups: Int32Array;
}
