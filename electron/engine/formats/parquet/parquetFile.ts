import { closeSync, readSync } from 'node:fs';
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  type SchemaElement,
  type SchemaTree,
  parquetSchema,
} from 'hyparquet';
import { DataError } from '../../../../shared/errors/errors.ts';
import { checkHeader } from '../../delimited/header.ts';
import { IMPORT_LIMITS } from '../../delimited/limits.ts';
import { nameOf, openInput } from '../../delimited/source.ts';
import { COMPRESSORS } from './compressors.ts';

/** Rows decoded at a time, column by column: what bounds the memory. */
const MOST_ROWS = 524_288;
const MAGIC = 'PAR1';
const ENCRYPTED = 'PARE';

export interface ParquetColumn {
  readonly name: string;
  readonly element: SchemaElement;
  /** True for lists, maps and structures: they cannot be stored. */
  readonly nested: boolean;
}

export interface RowRange {
  readonly from: number;
  /** The row after the last. */
  readonly to: number;
}

/** A Parquet file whose columns are read a range of rows at a time. */
export interface ParquetFile {
  /** The file's name without its folder. */
  readonly file: string;
  readonly size: number;
  readonly rows: number;
  readonly columns: readonly ParquetColumn[];
  /** The rows of the file in pieces: a row group each, or a part of one that is large. */
  readonly ranges: readonly RowRange[];
  /** The column's values in these rows; null or undefined where missing. @throws DataError when they are damaged */
  read(column: string, range: RowRange): Promise<ArrayLike<unknown>>;
  close(): void;
}

const damaged = (file: string, column?: string): DataError =>
  new DataError(column === undefined ? { file } : { file, column }, 'parquet.damaged');

/** Checks that what the footer says can be true of a file of this size, before anything is made as large as it says. */
function rangesOf(metadata: FileMetaData, size: number): RowRange[] {
  const ranges: RowRange[] = [];
  let from = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    if (!(rows >= 0 && rows <= IMPORT_LIMITS.rows)) throw new RangeError('rows of a group');
    for (const { meta_data: chunk, file_path: elsewhere } of group.columns) {
      if (chunk === undefined || elsewhere !== undefined) throw new RangeError('a column without data');
      const start = Number(chunk.dictionary_page_offset ?? chunk.data_page_offset);
      const bytes = Number(chunk.total_compressed_size);
      if (!(start >= 0 && Number(chunk.data_page_offset) <= size && bytes >= 0 && bytes <= size))
        throw new RangeError('place of a column');
      if (!(Number(chunk.num_values) >= 0)) throw new RangeError('values of a column');
    }
    for (let at = 0; at < rows; at += MOST_ROWS)
      ranges.push({ from: from + at, to: from + Math.min(rows, at + MOST_ROWS) });
    from += rows;
  }
  if (from !== Number(metadata.num_rows)) throw new RangeError('rows of the file');
  return ranges;
}

const columnOf = ({ element, children }: SchemaTree): ParquetColumn => ({
  name: element.name,
  element,
  nested: children.length > 0 || element.repetition_type === 'REPEATED',
});

/** Opens a Parquet file and reads its footer. @throws DataError when it is cut, encrypted or damaged */
export async function openParquet(path: string): Promise<ParquetFile> {
  const file = nameOf(path);
  const { descriptor, size } = openInput(path);
  const bytesAt = (from: number, to: number): ArrayBuffer => {
    const length = Math.max(0, Math.min(size, to) - Math.max(0, from));
    const bytes = new Uint8Array(length);
    let read = 0;
    while (read < length) {
      const got = readSync(descriptor, bytes, read, length - read, from + read);
      if (got === 0) throw new RangeError('the file is shorter than it was');
      read += got;
    }
    return bytes.buffer;
  };
  const buffer: AsyncBuffer = { byteLength: size, slice: (from, to = size) => bytesAt(from, to) };
  try {
    const text = (from: number): string => Buffer.from(bytesAt(from, from + 4)).toString('latin1');
    if (text(0) === ENCRYPTED || (size >= 4 && text(size - 4) === ENCRYPTED))
      throw new DataError({ file }, 'parquet.encrypted');
    if (size < 12 || text(size - 4) !== MAGIC) throw new DataError({ file }, 'parquet.cut');
    let metadata: FileMetaData;
    let ranges: RowRange[];
    let columns: ParquetColumn[];
    try {
      metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
      ranges = rangesOf(metadata, size);
      columns = parquetSchema(metadata).children.map(columnOf);
    } catch (cause) {
      throw cause instanceof DataError ? cause : damaged(file);
    }
    checkHeader(
      file,
      1,
      columns.map(({ name }) => name),
      IMPORT_LIMITS,
    );
    return {
      file,
      size,
      rows: Number(metadata.num_rows),
      columns,
      ranges,
      read: (column, range) => readColumn(buffer, metadata, file, column, range),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    closeSync(descriptor);
    throw cause;
  }
}

async function readColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  name: string,
  column: string,
  { from, to }: RowRange,
): Promise<ArrayLike<unknown>> {
  const pieces: { readonly data: ArrayLike<unknown>; readonly from: number; readonly to: number }[] = [];
  try {
    await parquetRead({
      file,
      metadata,
      columns: [column],
      rowStart: from,
      rowEnd: to,
      compressors: COMPRESSORS,
      useOffsetIndex: true,
      geoparquet: false,
      onChunk: ({ columnData, rowStart, rowEnd }) => pieces.push({ data: columnData, from: rowStart, to: rowEnd }),
    });
  } catch {
    // Whatever the reader stumbled over, the file is not what it says.
    throw damaged(name, column);
  }
  const [only] = pieces;
  if (
    pieces.length === 1 &&
    only !== undefined &&
    only.from === from &&
    only.to === to &&
    only.data.length === to - from
  )
    return only.data;
  const values = Array.from<unknown>({ length: to - from });
  let filled = 0;
  for (const piece of pieces)
    for (let row = Math.max(from, piece.from); row < Math.min(to, piece.to); row += 1) {
      values[row - from] = piece.data[row - piece.from];
      filled += 1;
    }
  if (filled !== to - from) throw damaged(name, column);
  return values;
}
