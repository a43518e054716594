/** What a variable holds. `key` links registers; `area` is a DeSO or RegSO code. */
export type VariableType = 'key' | 'integer' | 'decimal' | 'category' | 'area';

/** Marks a missing integer. */
export const MISSING_INTEGER = -2147483648;
/** Code 0 of every dictionary: missing. */
export const MISSING_CODE = 0;

/**
 * A part of a column, or all of it, as typed arrays; position i is row i of the register.
 * - `integer`: MISSING_INTEGER where missing.
 * - `decimal`: NaN where missing.
 * - `key`: whole numbers up to 2^53, NaN where missing. A register whose keys are texts gets numbers on the way in.
 * - `category` and `area`: code into `dictionary` (dictionary[0] is '' and means missing).
 */
export type Column =
  | { readonly type: 'integer'; readonly values: Int32Array }
  | { readonly type: 'decimal'; readonly values: Float64Array }
  | { readonly type: 'key'; readonly values: Float64Array }
  | {
      readonly type: 'category' | 'area';
      readonly values: Uint8Array | Uint16Array | Uint32Array;
      readonly dictionary: readonly string[];
    };

/** A variable of a register-year. `dates`: its whole numbers are days since 1970-01-01. */
export interface StoredName {
  readonly name: string;
  readonly type: VariableType;
  readonly dates?: true;
}

/** What a person is told that a variable holds. */
export const shownType = ({ type, dates }: StoredName): VariableType | 'date' => (dates === true ? 'date' : type);

export interface RegisterYear {
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  readonly importedAt: string;
  readonly variables: readonly StoredName[];
}

/** Reads microdata columns; the only way from the store to the indicators. Nothing here leaves the engine. */
export interface ColumnReader {
  registers(): readonly RegisterYear[];
  /**
   * Calls `onChunk` with the named columns for rows first..first+rows-1, chunk after chunk in row order; the arrays
   * are only valid during the call. Throws UserError when register, year or variable is unknown.
   */
  scan(
    register: string,
    year: number,
    variables: readonly string[],
    onChunk: (chunk: { readonly first: number; readonly rows: number; readonly columns: readonly Column[] }) => void,
  ): void;
  /** Whole columns at once, for joins. */
  read(register: string, year: number, variables: readonly string[]): readonly Column[];
}
