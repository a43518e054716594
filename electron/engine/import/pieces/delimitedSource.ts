import { DataError } from '../../../../shared/errors/errors.ts';
import type { Dialect } from '../../delimited/dialect.ts';
import { invalidUtf8At } from '../../delimited/encoding.ts';
import { countLineEnds, encodingError, faultError } from '../../delimited/faults.ts';
import type { Limits } from '../../delimited/limits.ts';
import { newlineOf, readHeader } from '../../delimited/opening.ts';
import { type Slab, slabReader } from '../../delimited/slabs.ts';
import type { ReadPosition } from '../../delimited/source.ts';
import type { OpenedDelimited } from '../../delimited/stream.ts';
import type { FileSplitter, Labour, Split } from './labour.ts';
import { layOut } from './layout.ts';
import type { ColumnPiece, PieceSource } from './piece.ts';
import type { SplitSetup, Stop } from './splitter.ts';

/** What the specification asks of a file, besides how it is written. */
export type WantedColumns = Pick<SplitSetup, 'columns' | 'fields' | 'areas' | 'footnotes'>;

type Splitting = Promise<Split & { readonly bytes: ArrayBuffer }>;

interface UnderWay {
  readonly slab: Slab;
  readonly splitting: Splitting;
}

/**
 * A delimited file as column pieces. The slabs of the file are cut at line ends and split at the same time, before it
 * is known whether each begins with a record: a line end may also lie inside quotes. That is settled in the order of
 * the file. A slab whose splitter used every byte is followed by one that began right; where it did not, the rest is
 * put before the next slab, which is split anew. So the quotes are read by one and the same rule wherever the cuts fall.
 */
export function delimitedSource(
  path: string,
  { file, dialect, header, mark, size }: OpenedDelimited,
  wanted: WantedColumns,
  limits: Limits,
  labour: Labour,
): PieceSource {
  const position: ReadPosition = { read: 0, size };
  const reader = slabReader(path, dialect, mark, limits, position);
  const splitter = labour.splitter({
    ...wanted,
    signs: { decimal: dialect.decimal, thousands: dialect.thousands },
    width: header.length,
    delimiter: dialect.delimiter,
    newline: newlineOf(dialect),
    quote: dialect.quote,
    limits,
  });
  const recycle = (bytes: ArrayBuffer): void => reader.recycle(bytes);
  return {
    file,
    header,
    position,
    pieces: () => settled(reader.slabs(), { file, header, dialect, limits, wanted, splitter, labour, recycle }),
    sha256: () => reader.sha256(),
  };
}

interface Setting {
  readonly file: string;
  readonly header: readonly string[];
  readonly dialect: Dialect;
  readonly limits: Limits;
  readonly wanted: WantedColumns;
  readonly splitter: FileSplitter;
  readonly labour: Labour;
  readonly recycle: (bytes: ArrayBuffer) => void;
}

function stopError(stop: Stop, line: number, { file, header, dialect, limits, wanted }: Setting): DataError {
  if (stop.kind === 'record') return faultError(file, { ...stop.fault, line: line + stop.fault.line }, header, limits);
  if (stop.kind === 'identifier')
    return new DataError({ file, column: wanted.columns[stop.column]?.source ?? '' }, 'import.directIdentifier');
  const place = line + stop.line;
  return stop.kind === 'encoding'
    ? encodingError(file, place, dialect.encoding)
    : new DataError({ file, line: place }, 'delimited.binaryFile');
}

/** `rest` and then the slab's bytes in one buffer. */
function joined(rest: Uint8Array, bytes: ArrayBuffer, length: number): ArrayBuffer {
  const all = new Uint8Array(rest.length + length);
  all.set(rest);
  all.set(new Uint8Array(bytes, 0, length), rest.length);
  return all.buffer;
}

/** The first slab without its header row, and the line on which what is left begins. */
function withoutHeader(slab: Slab, { file, dialect, limits }: Setting): { readonly slab: Slab; readonly line: number } {
  const bytes = new Uint8Array(slab.bytes, 0, slab.length);
  const { consumed, tokeniser } = readHeader(file, bytes, slab.length, slab.last, dialect, limits);
  if (invalidUtf8At(bytes.subarray(0, consumed)) >= 0) throw encodingError(file, 1, dialect.encoding);
  bytes.copyWithin(0, consumed);
  return { slab: { ...slab, length: slab.length - consumed }, line: tokeniser.line };
}

async function* settled(slabs: AsyncGenerator<Slab>, setting: Setting): AsyncGenerator<ColumnPiece> {
  const { file, limits, splitter, labour, recycle } = setting;
  const underWay: UnderWay[] = [];
  let line = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let rows = 0;
  let faults = 0;

  const settle = async function* ({ slab, splitting }: UnderWay): AsyncGenerator<ColumnPiece> {
    let { piece, words, bytes } = await splitting;
    let { length } = slab;
    if (rest.length > 0) {
      splitter.recycle(piece.buffer);
      const again = joined(rest, bytes, length);
      recycle(bytes);
      length += rest.length;
      ({ piece, words, bytes } = await splitter.split(again, length, slab.last));
    }
    if (slab.broken !== undefined)
      throw slab.broken(line + countLineEnds(rest, rest.length, newlineOf(setting.dialect)));
    if (piece.stop !== undefined) throw stopError(piece.stop, line, setting);
    rest = new Uint8Array(bytes.slice(piece.consumed, length));
    recycle(bytes);
    rows += piece.rows;
    faults += piece.faults.count;
    if (rows > limits.rows) throw new DataError({ file }, 'delimited.tooManyRows', { limit: limits.rows });
    if (piece.rows > 0 || piece.faults.count > 0)
      yield {
        rows: piece.rows,
        values: layOut(splitter.types, piece.capacity, piece.buffer),
        words,
        faults: piece.faults,
        firstLine: line,
        lines: piece.lines,
        texts: piece.texts,
        notes: piece.notes,
      };
    splitter.recycle(piece.buffer);
    line += piece.lineEnds;
  };

  for await (let slab of slabs) {
    if (line === 0) ({ slab, line } = withoutHeader(slab, setting));
    const splitting = splitter.split(slab.bytes, slab.length, slab.last);
    // Whoever waits for it is told; nobody may when the import has been stopped before.
    splitting.catch(() => undefined);
    underWay.push({ slab, splitting });
    if (underWay.length > labour.depth) yield* settle(underWay.shift() as UnderWay);
  }
  for (const one of underWay) yield* settle(one);
  if (rows === 0 && faults === 0) throw new DataError({ file }, 'delimited.headerOnly');
}
