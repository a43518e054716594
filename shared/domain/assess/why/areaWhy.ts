import type { ImputeBy } from '../../../schemas/method.ts';
import type { FactorWeightChange, ThresholdChange } from './problemChange.ts';
import type { IndicatorChange } from './indicatorChange.ts';
import type { WeightChange } from './weightChange.ts';

/** One step of a waterfall. */
export interface WhyPart {
  /** Indicator; for a problem count the factor. */
  readonly id: string;
  /** What it adds; NaN where the area has no value. */
  readonly part: number;
}

export interface Waterfall {
  /** `index`: of the score itself; `logarithm`: of ln score; `count`: of the problem count, from 0. */
  readonly scale: 'index' | 'logarithm' | 'count';
  /** Mean over the areas with a score, or 0. */
  readonly from: number;
  readonly to: number;
  /** In the order of the method. from + parts + missing + rest = to. */
  readonly parts: readonly WhyPart[];
  readonly missing: number;
  readonly rest: number;
}

/** The line that the area stands over or under. */
export type Line =
  /** An index: among the `ranks` highest; `score` is the last among the other areas that are. */
  | {
      readonly kind: 'top';
      readonly share: number;
      readonly ranks: number;
      readonly score: number;
      readonly over: boolean;
    }
  /** A problem count: c >= from. */
  | { readonly kind: 'count'; readonly from: number; readonly name: string; readonly over: boolean }
  /** SEI: the limit of the next type above, or for type 1 its own. */
  | { readonly kind: 'type'; readonly type: number; readonly score: number; readonly over: boolean };

/** What one change moves the area over the line or back; lists with the nearest first, `null` where there is no closed form. */
export interface Changes {
  readonly weights: readonly (WeightChange | FactorWeightChange)[] | null;
  readonly thresholds: readonly ThresholdChange[] | null;
  readonly indicators: readonly IndicatorChange[] | null;
}

/** An area next in rank, and what the two differ by. */
export interface RankNeighbour {
  readonly area: string;
  readonly rank: number;
  readonly score: number;
  /** This area's score (or ln score) minus the neighbour's. */
  readonly difference: number;
  /** The differences of the parts, the largest first; with `left` they add up to the difference. */
  readonly parts: readonly WhyPart[];
  readonly left: number;
}

export type PlaceKind = 'municipality' | 'county' | 'nation' | 'areaType';

/** What an area is compared with. */
export interface Place {
  readonly kind: PlaceKind;
  readonly code: string;
  readonly name: string;
  /** How many areas it has. */
  readonly areas: number;
  /** The area's rank among those of them that have one, and how many that are; 0 without. */
  readonly rank: number;
  readonly ranked: number;
  /** The mean score over them. */
  readonly score: number;
  /** One per indicator of the method. */
  readonly values: readonly number[];
  /** Where `values` come from: statistics of the place itself, or a mean over its areas, by population or plain. */
  readonly basis: 'statistics' | 'population' | 'areas';
}

export interface WhyIndicator {
  readonly id: string;
  readonly direction: 1 | -1;
  readonly value: number;
  /** As imputed, by which rule; absent for an observed value. */
  readonly imputed?: ImputeBy;
  /** Its own effective weight for an index; its threshold for a problem count. */
  readonly weight?: number;
  readonly threshold?: number;
  readonly problem?: boolean;
}

/** Why an area stands where it stands. */
export interface AreaWhy {
  readonly area: string;
  readonly kind: 'index' | 'problem-count' | 'sei';
  readonly score: number;
  readonly rank: number;
  readonly ranked: number;
  readonly level: string;
  readonly indicators: readonly WhyIndicator[];
  readonly waterfall: Waterfall;
  readonly line: Line | null;
  readonly changes: Changes;
  readonly neighbours: readonly RankNeighbour[];
  readonly places: readonly Place[];
}
