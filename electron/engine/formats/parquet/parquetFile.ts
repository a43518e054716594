import { closeSync, readSync } from 'node:fs';
import { type FileMetaData, parquetMetadata, parquetSchema, type SchemaElement, type SchemaTree } from 'hyparquet';
import { DataError } from '../../../../shared/errors/errors.ts';
import { checkHeader } from '../../delimited/header.ts';
import { IMPORT_LIMITS } from '../../delimited/limits.ts';
import { nameOf, openInput } from '../../delimited/source.ts';
import { type ColumnChunk, ColumnReader, PageMemory, type ReadBytes } from './columnReader.ts';
import { kindOf, textOf } from './parquetText.ts';
import { endOfThrift } from './thriftCheck.ts';
import { Word } from './word.ts';

const MAGIC = 'PAR1';
const ENCRYPTED = 'PARE';
/** Length of the footer and the mark behind it. */
const TAIL = 8;
/** What is made of a footer takes some ten times as much; 2 000 columns in 100 groups have about this. */
const MOST_FOOTER_BYTES = 33_554_432;
/** Bytes of unpacked pages held at a time; as a rule a column has one of about a megabyte. */
const MOST_HELD_BYTES = 134_217_728;

export interface ParquetColumn {
  readonly name: string;
  readonly element: SchemaElement;
  /** True for lists, maps and structures: they cannot be stored. */
  readonly nested: boolean;
}

/** Reads a column from its first row on. */
export interface ColumnValues {
  /**
   * Puts the next `rows` values into `into`, from its beginning; null where missing, a Word where a
   * dictionary holds it. @throws DataError when damaged
   */
  read(into: unknown[], rows: number): void;
  /** Lets go of the memory. */
  close(): void;
}

/** A Parquet file whose columns are read side by side, a page of each at a time. */
export interface ParquetFile {
  /** The file's name without its folder. */
  readonly file: string;
  readonly size: number;
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
  /** Column number `column`, which is not nested, from its first row on. */
  column(column: number): ColumnValues;
  close(): void;
}

const damaged = (file: string, column?: string): DataError =>
  new DataError(column === undefined ? { file } : { file, column }, 'parquet.damaged');

function readerOf(descriptor: number, size: number): ReadBytes {
  return (from, to) => {
    if (!(from >= 0 && from <= to && to <= size)) throw new RangeError('a place outside the file');
    const bytes = new Uint8Array(to - from);
    for (let read = 0; read < bytes.length;) {
      const got = readSync(descriptor, bytes, read, bytes.length - read, from + read);
      if (got === 0) throw new RangeError('the file is shorter than it was');
      read += got;
    }
    return bytes;
  };
}

/** The footer, after a check that the lists in it are as long as they say. */
function readFooter(read: ReadBytes, size: number): FileMetaData {
  const tail = read(size - TAIL, size);
  const length = new DataView(tail.buffer).getUint32(0, true);
  if (length > MOST_FOOTER_BYTES) throw new RangeError('length of the footer');
  const footer = read(size - TAIL - length, size);
  endOfThrift(footer.subarray(0, length));
  return parquetMetadata(footer, { geoparquet: false });
}

/** Where every column lies in every row group, after a check that it can be true of a file of this size. */
function chunksOf(metadata: FileMetaData, size: number): readonly (readonly ColumnChunk[])[] {
  let rows = 0;
  const groups = metadata.row_groups.map((group) => {
    const values = Number(group.num_rows);
    rows += values;
    if (!(values >= 0 && rows <= IMPORT_LIMITS.rows)) throw new RangeError('rows of a group');
    return group.columns.map(({ meta_data: chunk, file_path: elsewhere }): ColumnChunk => {
      if (chunk === undefined || elsewhere !== undefined) throw new RangeError('a column without data');
      const data = Number(chunk.data_page_offset);
      const dictionary = Number(chunk.dictionary_page_offset ?? 0);
      const start = dictionary > 0 ? Math.min(dictionary, data) : data;
      const end = start + Number(chunk.total_compressed_size);
      if (!(start >= 0 && start <= end && end <= size)) throw new RangeError('place of a column');
      return { start, end, values, codec: chunk.codec };
    });
  });
  if (rows !== Number(metadata.num_rows)) throw new RangeError('rows of the file');
  return groups;
}

const columnOf = ({ element, children }: SchemaTree): ParquetColumn => ({
  name: element.name,
  element,
  nested: children.length > 0 || element.repetition_type === 'REPEATED',
});

/** Leaves of the schema below this node: each has a place of its own in every row group. */
const leavesOf = ({ children }: SchemaTree): number =>
  children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0);

interface Footer {
  readonly rows: number;
  readonly tree: SchemaTree;
  readonly groups: readonly (readonly ColumnChunk[])[];
}

function understand(read: ReadBytes, size: number): Footer {
  const metadata = readFooter(read, size);
  const tree = parquetSchema(metadata);
  const groups = chunksOf(metadata, size);
  // A damaged footer may leave out what the types say is there.
  if (tree.children.some(({ element }) => typeof element.name !== 'string'))
    throw new RangeError('a column without a name');
  const leaves = leavesOf(tree);
  if (tree.children.length > 0 && groups.some((columns) => columns.length !== leaves))
    throw new RangeError('columns of a group');
  return { rows: Number(metadata.num_rows), tree, groups };
}

/**
 * Opens a Parquet file and reads its footer. Its columns together hold about `mostHeld` bytes of pages, besides the one that
 * is being read. @throws DataError when it is cut, encrypted or damaged
 */
export function openParquet(path: string, mostHeld = MOST_HELD_BYTES): ParquetFile {
  const file = nameOf(path);
  const { descriptor, size } = openInput(path);
  const read = readerOf(descriptor, size);
  try {
    const text = (from: number): string => Buffer.from(read(from, from + 4)).toString('latin1');
    if (size >= 4 && (text(0) === ENCRYPTED || text(size - 4) === ENCRYPTED))
      throw new DataError({ file }, 'parquet.encrypted');
    if (size < 12 || text(size - 4) !== MAGIC) throw new DataError({ file }, 'parquet.cut');
    let footer: Footer;
    let columns: ParquetColumn[];
    try {
      footer = understand(read, size);
      columns = footer.tree.children.map(columnOf);
    } catch (cause) {
      throw cause instanceof DataError ? cause : damaged(file);
    }
    checkHeader(
      file,
      1,
      columns.map(({ name }) => name),
      IMPORT_LIMITS,
    );
    const memory = new PageMemory(mostHeld);
    return {
      file,
      size,
      rows: footer.rows,
      columns,
      column: (at) => openColumn(file, footer, at, read, memory),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    closeSync(descriptor);
    throw cause;
  }
}

function openColumn(
  file: string,
  { tree, groups }: Footer,
  at: number,
  read: ReadBytes,
  memory: PageMemory,
): ColumnValues {
  const column = tree.children[at];
  if (column === undefined || columnOf(column).nested) throw new RangeError('no column of values');
  const leaf = tree.children.slice(0, at).reduce((sum, child) => sum + leavesOf(child), 0);
  const chunks = groups.map((columns) => columns[leaf] as ColumnChunk);
  const { element } = column;
  const kind = kindOf(element);
  const reader = new ColumnReader(read, [tree, column], chunks, memory, (value) =>
    value === null || value === undefined ? null : new Word(textOf(value, kind, element.scale ?? 0)),
  );
  return {
    read: (into, rows) => {
      try {
        reader.read(into, rows);
      } catch {
        // Whatever the reader stumbled over, the file is not what it says.
        throw damaged(file, element.name);
      }
    },
    close: () => reader.close(),
  };
}
