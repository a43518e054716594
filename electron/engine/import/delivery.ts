import type { Progress } from '../jobs/progress.ts';
import type { LogDetails } from '../project/log.ts';
import type { ColumnProfile } from '../quality/columnProfile.ts';
import type { ColumnReader } from '../store/columns.ts';
import type { SourceFile } from '../store/writer.ts';
import type { Divisions } from './hints.ts';
import type { KnownAreas } from './fillers.ts';
import type { PseudonymKeys } from './pseudonymKeys.ts';
import type { BadRow } from './rules.ts';

export interface DeliveredFile extends SourceFile {
  readonly path: string;
  /** Names of the columns that the file has; absent for area keys and geometry. */
  readonly header?: readonly string[];
}

export interface DeliveredRegister {
  readonly register: string;
  readonly year: number;
  readonly rows: number;
  readonly rowsRead: number;
  readonly refused: number;
  /** Lines at the end of the files that are notes below the table, where there are any. */
  readonly footnotes?: number;
  /** Keys that lead nowhere, by variable, for links whose register is there. */
  readonly orphans: Readonly<Record<string, number>>;
}

/** What an import took in. No values. */
export interface Delivery {
  readonly kind: 'register' | 'area-key' | 'geometry' | 'area-changes' | 'own-areas';
  readonly files: readonly DeliveredFile[];
  readonly registers: readonly DeliveredRegister[];
  /** Rows that were refused and tolerated. */
  readonly badRows: readonly BadRow[];
  /** What else the log is to say. */
  readonly details: LogDetails;
}

export interface DeliveryContext {
  readonly progress: Progress;
  /** True: what is there already gives way. */
  readonly replace: boolean;
  readonly at: Date;
  readonly knownAreas: KnownAreas;
  readonly divisions: Divisions;
  /** Told what the columns of a register-year look like when all of it is in. Microdata: stays in the project. */
  readonly onProfile: (year: number, columns: readonly ColumnProfile[]) => void;
  /** Filled by the import: the lines of rows that were not kept, by file; at most as many as are tolerated. */
  readonly refusedLines: Map<string, Set<number>>;
  /** What columns are pseudonymised with. */
  readonly pseudonyms: PseudonymKeys;
  /** Threads that read besides this one; found out when undefined. */
  readonly threads: number | undefined;
  /** Reads what is there, this import's own rows among it. */
  readonly store: ColumnReader;
}
