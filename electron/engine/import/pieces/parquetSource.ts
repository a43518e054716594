import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { DataError } from '../../../../shared/errors/errors.ts';
import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import { openInput, type ReadPosition } from '../../delimited/source.ts';
import type { ParquetColumn, ParquetFile, RowRange } from '../../formats/parquet/parquetFile.ts';
import { kindOf } from '../../formats/parquet/parquetText.ts';
import { BATCH_ROWS, TextBatch } from '../../formats/parquet/textBatch.ts';
import type { FullWidth } from '../../store/chunk.ts';
import { type ColumnFiller, DirectIdentifier } from '../columns/column.ts';
import { fillerFor, type KnownAreas } from '../fillers.ts';
import { layOut, layoutBytes } from './layout.ts';
import { PieceFaults, type PieceSource } from './piece.ts';

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
 * A Parquet file as column pieces: one row group at a time, or part of a large one, and within it one column at a time.
 * The values go through the same fillers as those of a delimited file. Rows count from 1.
 */
export function parquetSource(
  path: string,
  parquet: ParquetFile,
  { columns, fields }: Wanted,
  known: KnownAreas,
): PieceSource {
  const { file } = parquet;
  const position: ReadPosition = { read: 0, size: parquet.size };
  const fillers = columns.map((column) => fillerFor(column, { decimal: '.', thousands: '' }, known));
  const types = fillers.map(({ type }) => type);
  const words = fillers.map(({ texts }) => (texts === undefined ? undefined : { texts }));
  const read = fields.map((field) => parquet.columns[field] as ParquetColumn);
  const batches = read.map(({ element }) => new TextBatch(kindOf(element), element.scale ?? 0));
  let sha256 = '';

  const fillColumn = async (i: number, range: RowRange, into: FullWidth, faults: PieceFaults): Promise<void> => {
    const filler = fillers[i] as ColumnFiller;
    const { name } = read[i] as ParquetColumn;
    const values = await parquet.read(name, range);
    for (let at = 0; at < values.length; at += BATCH_ROWS) {
      const to = Math.min(values.length, at + BATCH_ROWS);
      const batch = (batches[i] as TextBatch).of(values, at, to, range.from + at + 1);
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
    header: parquet.columns.map(({ name }) => name),
    position,
    pieces: async function* () {
      try {
        for (const range of parquet.ranges) {
          const rows = range.to - range.from;
          const buffer = new ArrayBuffer(layoutBytes(types, rows));
          const values = layOut(types, rows, buffer);
          const faults = new PieceFaults();
          for (const [i, array] of values.entries()) await fillColumn(i, range, array, faults);
          position.read = Math.max(1, Math.round((parquet.size * range.to) / parquet.rows));
          yield { rows, values, words, faults, firstLine: range.from + 1 };
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
