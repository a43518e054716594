/** What a file may at most contain; beyond it the file is refused rather than read slowly or forever. */
export interface Limits {
  readonly columns: number;
  /** Bytes of one record, line breaks inside quotes included. */
  readonly recordBytes: number;
  /** Bytes of one field. */
  readonly fieldBytes: number;
  readonly rows: number;
  /** Bytes after decompression. */
  readonly expandedBytes: number;
  /** Decompressed bytes per compressed byte; real registers lie between 4 and 30. */
  readonly expansion: number;
}

export const IMPORT_LIMITS: Limits = {
  columns: 2000,
  recordBytes: 1_048_576,
  fieldBytes: 65_536,
  rows: 200_000_000,
  expandedBytes: 68_719_476_736,
  expansion: 200,
};

/** For the small files that commands read whole. */
export const TABLE_LIMITS: Limits = { ...IMPORT_LIMITS, rows: 20_000_000, expandedBytes: 1_073_741_824 };

/** Below this many decompressed bytes the expansion is not judged: a short text of one repeated line is harmless. */
export const EXPANSION_FREE_BYTES = 16_777_216;
