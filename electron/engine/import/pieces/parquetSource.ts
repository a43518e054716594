import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { DataError } from '../../../../shared/errors/errors.ts';
import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import { openInput, type ReadPosition } from '../../delimited/source.ts';
import {
  type ColumnValues,
  openParquet,
  type ParquetColumn,
  type ParquetFile,
} from '../../formats/parquet/parquetFile.ts';
import { kindOf, type ParquetKind } from '../../formats/parquet/parquetText.ts';
import { BATCH_ROWS, TextBatch } from '../../formats/parquet/textBatch.ts';
import { CHUNK_ROWS, type FullWidth } from '../../store/chunk.ts';
import { type ColumnFiller, DirectIdentifier } from '../columns/column.ts';
import { fillerFor, type KnownAreas } from '../fillers.ts';
import { layOut, layoutBytes } from './layout.ts';
import { PieceFaults, type PieceSource, textsOf } from './piece.ts';

interface Wanted {
  readonly columns: readonly StoredColumnSpecification[];
  /** Position in the file of each of them. */
  readonly fields: readonly number[];
}

const BLOCK = 4_194_304;

function digestOf(path: string): string {
  const { descriptor } = openInput(path);
  try {
    const hash = createHash('sha256');
    const block = Buffer.alloc(BLOCK);
    for (let read = readSync(descriptor, block); read > 0; read = readSync(descriptor, block))
      hash.update(block.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A Parquet file as column pieces: its columns are read side by side, so that of each only the present page is held,
 * however large the row groups are. The values go through the same fillers as those of a delimited file. Rows count from 1.
 * `seen` may be closed: the file is opened for as long as its pieces are read, so that nothing is left open when they never are.
 */
export function parquetSource(
  path: string,
  seen: Omit<ParquetFile, 'column'>,
  { columns, fields }: Wanted,
  known: KnownAreas,
): PieceSource {
  const { file } = seen;
  const position: ReadPosition = { read: 0, size: seen.size };
  const fillers = columns.map((column) => fillerFor(column, { decimal: '.', thousands: '' }, known));
  const types = fillers.map(({ type }) => type);
  const words = fillers.map(({ texts }) => (texts === undefined ? undefined : { texts }));
  const read = fields.map((field) => seen.columns[field] as ParquetColumn);
  const kinds = read.map(({ element }) => kindOf(element));
  const batches = new TextBatch();
  const scratch: unknown[] = [];
  let sha256 = '';

  const fillColumn = (
    i: number,
    from: ColumnValues,
    into: FullWidth,
    rows: number,
    firstRow: number,
    faults: PieceFaults,
  ): void => {
    const filler = fillers[i] as ColumnFiller;
    const { name, element } = read[i] as ParquetColumn;
    for (let at = 0; at < rows; at += BATCH_ROWS) {
      const length = Math.min(rows - at, BATCH_ROWS);
      from.read(scratch, length);
      const batch = batches.of(scratch, length, firstRow + at, kinds[i] as ParquetKind, element.scale ?? 0);
      try {
        if (at === 0) filler.inspect?.(batch, 0);
        filler.fill(batch, 0, into, at, (row, rule) => faults.add(at + row, at + row, i, rule));
      } catch (cause) {
        throw cause instanceof DirectIdentifier
          ? new DataError({ file, column: name }, 'import.directIdentifier')
          : cause;
      }
    }
  };

  return {
    file,
    header: seen.columns.map(({ name }) => name),
    position,
    pieces: async function* () {
      const parquet = openParquet(path);
      try {
        if (parquet.size !== seen.size) throw new DataError({ file }, 'parquet.damaged');
        const sources = fields.map((field) => parquet.column(field));
        const capacity = Math.min(CHUNK_ROWS, parquet.rows);
        const values = layOut(types, capacity, new ArrayBuffer(layoutBytes(types, capacity)));
        for (let from = 0; from < parquet.rows; from += capacity) {
          const rows = Math.min(capacity, parquet.rows - from);
          const faults = new PieceFaults();
          for (const [i, array] of values.entries())
            fillColumn(i, sources[i] as ColumnValues, array, rows, from + 1, faults);
          position.read = Math.max(1, Math.round((parquet.size * (from + rows)) / parquet.rows));
          yield { rows, values, words, faults, firstLine: from + 1, texts: textsOf(fillers) };
        }
        if (parquet.rows === 0) throw new DataError({ file }, 'parquet.noRows');
        sha256 = digestOf(path);
      } finally {
        parquet.close();
      }
    },
    sha256: () => sha256,
  };
}
