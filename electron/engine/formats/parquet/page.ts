import type { PageHeader } from 'hyparquet';
import { convert } from 'hyparquet/src/convert.js';
import type { ColumnDecoder } from 'hyparquet/src/types.js';
import { unpackPage } from './compressors.ts';
import { HybridReader } from './hybridReader.ts';
import { deltaTexts, deltaValues, plainValues, type RawValues, splitValues, truths } from './plainValues.ts';

/** Values read at a time. */
export const PAGE_STEP = 8192;
/** Bytes of a number kept as the format keeps decimals: 76 digits and the sign. */
const WIDEST_DECIMAL = 32;

/** A page of a column, whose values are made as they are asked for. */
export interface DataPage {
  /** Values that are left, missing ones included. */
  left: number;
  /** Bytes that the page keeps hold of. */
  readonly bytes: number;
  /** Puts the next values into into[at..at+count), null where missing; at most PAGE_STEP. */
  read(into: unknown[], at: number, count: number): void;
}

/** Values as what they stand for. @throws RangeError for a number of thousands of digits, which would take hours */
function converted(values: ArrayLike<unknown>, decoder: ColumnDecoder): ArrayLike<unknown> {
  if (decoder.element.converted_type === 'DECIMAL')
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i];
      if (value instanceof Uint8Array && value.length > WIDEST_DECIMAL) throw new RangeError('width of a decimal');
    }
  return convert(values as never, decoder);
}

/** The values that the pages after it point at. */
export function readDictionary(header: PageHeader, packed: Uint8Array, decoder: ColumnDecoder): ArrayLike<unknown> {
  const values = header.dictionary_page_header?.num_values ?? -1;
  const bytes = unpackPage(packed, header.uncompressed_page_size, decoder.codec);
  if (!(values >= 0 && values <= bytes.length)) throw new RangeError('values of a dictionary');
  return converted(plainValues(bytes, 0, decoder.element)(values), decoder);
}

interface Laid {
  readonly count: number;
  readonly encoding: string;
  readonly bytes: Uint8Array;
  /** Where the values begin. */
  readonly from: number;
  /** Says anew of every value whether it is there; undefined where all are. */
  readonly levels: (() => HybridReader) | undefined;
}

function layOfFirst(header: PageHeader, packed: Uint8Array, decoder: ColumnDecoder, optional: boolean): Laid {
  const page = header.data_page_header;
  if (page === undefined) throw new RangeError('a page without a header');
  const bytes = unpackPage(packed, header.uncompressed_page_size, decoder.codec);
  const laid = { count: page.num_values, encoding: page.encoding, bytes };
  if (!optional) return { ...laid, from: 0, levels: undefined };
  if (page.definition_level_encoding !== 'RLE') throw new RangeError('levels in an old encoding');
  const from = 4 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  if (from > bytes.length) throw new RangeError('levels end early');
  return { ...laid, from, levels: () => new HybridReader(bytes, 4, from, 1) };
}

function layOfSecond(header: PageHeader, packed: Uint8Array, decoder: ColumnDecoder, optional: boolean): Laid {
  const page = header.data_page_header_v2;
  if (page === undefined) throw new RangeError('a page without a header');
  const from = page.repetition_levels_byte_length;
  const to = from + page.definition_levels_byte_length;
  if (!(from >= 0 && from <= to && to <= packed.length)) throw new RangeError('levels end early');
  const rest = packed.subarray(to);
  const bytes =
    page.is_compressed === false ? rest : unpackPage(rest, header.uncompressed_page_size - to, decoder.codec);
  return {
    count: page.num_values,
    encoding: page.encoding,
    bytes,
    from: 0,
    levels: optional ? () => new HybridReader(packed, from, to, 1) : undefined,
  };
}

function countPresent({ count, levels }: Laid): number {
  if (levels === undefined) return count;
  const reader = levels();
  const step = new Int32Array(PAGE_STEP);
  let present = 0;
  for (let left = count; left > 0; left -= PAGE_STEP) {
    const length = Math.min(left, PAGE_STEP);
    reader.read(step, length);
    for (let i = 0; i < length; i += 1) present += step[i] as number;
  }
  return present;
}

function fromDictionary(laid: Laid, dictionary: ArrayLike<unknown> | undefined): RawValues {
  if (dictionary === undefined) throw new RangeError('a page without a dictionary');
  const { bytes, from } = laid;
  // Pages that hold nothing but missing values may end before the width.
  const reader = new HybridReader(bytes, Math.min(from + 1, bytes.length), bytes.length, bytes[from] ?? 0);
  const places = new Int32Array(PAGE_STEP);
  const values: unknown[] = Array.from({ length: PAGE_STEP });
  return (count) => {
    reader.read(places, count);
    for (let i = 0; i < count; i += 1) {
      const place = places[i] as number;
      if (!(place >= 0 && place < dictionary.length)) throw new RangeError('place in a dictionary');
      values[i] = dictionary[place];
    }
    return values;
  };
}

function valuesOf(laid: Laid, decoder: ColumnDecoder, dictionary: ArrayLike<unknown> | undefined): RawValues {
  const { encoding, bytes, from } = laid;
  const { element } = decoder;
  const rich =
    (raw: RawValues): RawValues =>
    (count) =>
      converted(raw(count), decoder);
  switch (encoding) {
    case 'PLAIN':
      return rich(plainValues(bytes, from, element));
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return fromDictionary(laid, dictionary);
    case 'RLE':
      if (element.type !== 'BOOLEAN') throw new RangeError('runs of something else than truth');
      return truths(new HybridReader(bytes, from + 4, bytes.length, 1));
    case 'DELTA_BINARY_PACKED':
      return rich(deltaValues(bytes, from, countPresent(laid), element));
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return rich(deltaTexts(bytes, from, countPresent(laid), false));
    case 'DELTA_BYTE_ARRAY':
      return rich(deltaTexts(bytes, from, countPresent(laid), true));
    case 'BYTE_STREAM_SPLIT':
      return rich(splitValues(bytes, from, countPresent(laid), element));
    default:
      throw new RangeError('encoding of a page');
  }
}

/** Opens a page of a flat column: no value has been made yet. @throws RangeError when it cannot be what it says */
export function openPage(
  header: PageHeader,
  packed: Uint8Array,
  decoder: ColumnDecoder,
  dictionary: ArrayLike<unknown> | undefined,
): DataPage {
  const optional = decoder.element.repetition_type !== 'REQUIRED';
  const lay = header.type === 'DATA_PAGE_V2' ? layOfSecond : layOfFirst;
  const laid = lay(header, packed, decoder, optional);
  const values = valuesOf(laid, decoder, dictionary);
  const levels = laid.levels?.();
  const step = new Int32Array(levels === undefined ? 0 : PAGE_STEP);
  return {
    left: laid.count,
    bytes: laid.bytes.length,
    read(into, at, count) {
      let present = count;
      if (levels !== undefined) {
        levels.read(step, count);
        present = 0;
        for (let i = 0; i < count; i += 1) present += step[i] as number;
      }
      const some = present === 0 ? [] : values(present);
      if (some.length < present) throw new RangeError('values end early');
      for (let i = 0, next = 0; i < count; i += 1) {
        if (present < count && step[i] === 0) into[at + i] = null;
        else {
          into[at + i] = some[next];
          next += 1;
        }
      }
      this.left -= count;
    },
  };
}
