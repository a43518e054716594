import type { CheckedTable } from '../../../../shared/domain/disclosure/checkedTable.ts';
import type { Certificate, DerivedFrom, TableDescription } from '../../../../shared/schemas/certificate.ts';
import type { Manifest } from '../../../../shared/schemas/packageManifest.ts';
import type { Borders } from './shown/borders.ts';

export interface PackagedTable {
  readonly id: string;
  readonly title: { readonly sv: string; readonly en: string };
  readonly year: number;
  readonly checked: CheckedTable;
  /** Its words: measure, unit, division into areas, names and labels of the dimensions in both languages. */
  readonly about: TableDescription;
  /** Tables that were protected together with this one; none where absent. */
  readonly together?: readonly string[] | undefined;
  /** Of what a list or profile was worked out; absent for a table that counts or sums. */
  readonly statement?: DerivedFrom | undefined;
  /** Of the areas of the first dimension, where the project has them. */
  readonly borders?: Borders | null | undefined;
}

/** Who stands behind a release, once it is decided. */
export interface Approvals {
  readonly organisation: string;
  readonly submittedBy: string;
  readonly submittedAt: string;
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** What a writer gets: checked tables, and nothing that is not public once the package is. */
export interface PackageContent {
  readonly title: { readonly sv: string; readonly en: string };
  /** Shown wherever the package is when it may not be handed out; null for a release that two persons have approved. */
  readonly stamp: string | null;
  readonly synthetic: boolean;
  readonly madeAt: Date;
  readonly productVersion: string;
  readonly tables: readonly PackagedTable[];
  readonly approvals?: Approvals | null | undefined;
  /** Formats that are wanted; all of them where absent. */
  readonly formats?: readonly string[] | undefined;
}

/** A file as a writer gives it: its name in the package (one folder at most), its bytes, and the table it shows. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Null for a file about the whole package. */
  readonly table: string | null;
}

/** A package as whoever received it sees it. */
export interface ReceivedPackage {
  readonly manifest: Manifest;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly files: ReadonlyMap<string, Buffer>;
}

/**
 * One file format of a package. To add a format: write a PackageWriter (`tableWriter` and `wholeWriter` of `redrawn.ts` make
 * one) and put it in the list of `writers.ts`; the package writer, the manifest, the approval and `verify` then take it with them.
 *
 * `write` is a function of the content alone: the same content gives the same bytes on any machine, since what was
 * approved is written again when it is sealed. A file of one table depends on that table alone, and not on the time. `differing`
 * reads a file back and counts what in it does not follow from the certificates and the manifest: a file that cannot be read
 * back, or drawn anew to the byte, has no place in a package.
 */
export interface PackageWriter {
  /** Name of the format in the manifest. */
  readonly format: string;
  write(content: PackageContent): readonly WrittenFile[] | Promise<readonly WrittenFile[]>;
  /** How many parts of the file (cells, lines) say something else than the certificates do; 0 for a whole file. */
  differing(bytes: Buffer, received: ReceivedPackage, file: NamedFile): number | Promise<number>;
}

/** A writer that is done when it returns; only what draws by a library that takes its time is not. */
export interface DirectWriter extends PackageWriter {
  write(content: PackageContent): readonly WrittenFile[];
  differing(bytes: Buffer, received: ReceivedPackage, file: NamedFile): number;
}

export interface NamedFile {
  readonly name: string;
  readonly table: string | null;
}

/** Stands in the name of every file of tables of a package that may not be handed out. */
export const nameStamp = ({ stamp }: Pick<PackageContent, 'stamp'>): string => (stamp === null ? '' : '.PROV');
