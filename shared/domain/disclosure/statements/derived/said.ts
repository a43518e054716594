import type { StatementPart } from '../../../../schemas/releaseStatement.ts';
import type { TableKind } from '../../checkedTable.ts';
import type { PublicFigure } from './publicFigures.ts';

/** The figures of a method over the areas that they have in common, in the order of the method's indicators. */
export interface PublicMatrix {
  readonly areas: readonly string[];
  readonly figures: readonly PublicFigure[];
}

/** What the codes along a dimension stand for. */
export type SaidAlong = 'areas' | 'said' | 'factors' | 'groups' | 'indicators';

/** One list or table of a statement: numbers over areas or groups, null where nothing is said. */
export interface Said {
  readonly part: StatementPart;
  readonly kind: TableKind;
  readonly decimals: number;
  readonly dimensions: readonly { readonly along: SaidAlong; readonly codes: readonly string[] }[];
  /** Row-major, the last dimension fastest. */
  readonly values: readonly (number | null)[];
  /** What each number stands for, where it is no quantity; names are the method's own. */
  readonly meanings: readonly { readonly value: number; readonly name: string }[] | null;
}

/** A list: one figure of each area. */
export const listOf = (areas: readonly string[], part: StatementPart): Said['dimensions'] => [
  { along: 'areas', codes: areas },
  { along: 'said', codes: [part] },
];

/** Areas where every figure is published, or where there surely is none. */
export const whollyKnown = ({ areas, figures }: PublicMatrix): readonly boolean[] =>
  areas.map((_, area) => figures.every(({ known, least }) => !Number.isNaN(known[area]) || Number.isNaN(least[area])));

/** The areas whose positions are given, with their figures. */
export const among = (columns: readonly Float64Array[], rows: readonly number[]): Float64Array[] =>
  columns.map((column) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN));

/** A number with its decimals; null where there is none. */
export const rounded = (value: number | undefined, decimals: number): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toFixed(decimals));
