import type { SchemaElement } from 'hyparquet';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { readVarInt } from 'hyparquet/src/thrift.js';
import { IMPORT_LIMITS } from '../../delimited/limits.ts';
import { HybridReader } from './hybridReader.ts';

/**
 * The next `count` values of a page as they are stored, not yet as dates, texts and so on: at least as many, in an array
 * that is valid until the next call.
 */
export type RawValues = (count: number) => ArrayLike<unknown>;

/** Values of a page in an encoding that must be undone as a whole; pages have some ten thousand. */
const MOST_AT_ONCE = 16_777_216;
/** Bytes of texts that are made anew rather than pointed at, for one call. */
const MOST_TEXT_BYTES = 67_108_864;

interface Reader {
  readonly view: DataView;
  offset: number;
}

const readerOf = (bytes: Uint8Array, offset = 0): Reader => ({
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  offset,
});

/** Values one after the other, as they are in memory. */
export function plainValues(bytes: Uint8Array, from: number, { type, type_length: width }: SchemaElement): RawValues {
  if (type === undefined) throw new RangeError('a column without a type');
  if (type === 'BOOLEAN') return truths(HybridReader.packed(bytes, from, bytes.length, 1));
  const reader = readerOf(bytes, from);
  return (count) => {
    const values = readPlain(reader, type, count, width);
    if (reader.offset > bytes.length) throw new RangeError('values end early');
    return values;
  };
}

/** Truth values in the hybrid of runs and packed bits. */
export function truths(reader: HybridReader): RawValues {
  let scratch = new Int32Array(0);
  return (count) => {
    if (scratch.length < count) scratch = new Int32Array(count);
    reader.read(scratch, count);
    return Array.from(scratch.subarray(0, count), (value) => value !== 0);
  };
}

const atOnce = (values: ArrayLike<unknown> & { subarray(from: number, to: number): ArrayLike<unknown> }): RawValues => {
  let at = 0;
  return (count) => {
    at += count;
    return values.subarray(at - count, at);
  };
};

/** Each byte of the values in a stream of its own. */
export function splitValues(
  bytes: Uint8Array,
  from: number,
  values: number,
  { type, type_length: width }: SchemaElement,
): RawValues {
  if (type === undefined || values > bytes.length - from) throw new RangeError('values end early');
  const all = byteStreamSplit(readerOf(bytes, from), values, type, width);
  if (!Array.isArray(all)) return atOnce(all);
  let at = 0;
  return (count) => {
    at += count;
    return all.slice(at - count, at);
  };
}

/** Undoes differences; checks first what the reader takes for granted. */
function unpackDeltas(reader: Reader, into: Int32Array | BigInt64Array): void {
  if (into.length === 0) return;
  const { offset } = reader;
  const block = readVarInt(reader);
  const parts = readVarInt(reader);
  reader.offset = offset;
  if (!(block > 0 && parts > 0 && parts <= reader.view.byteLength - offset && block % parts === 0))
    throw new RangeError('blocks of differences');
  deltaBinaryUnpack(reader, into.length, into);
}

function checkAtOnce(values: number): void {
  if (values > MOST_AT_ONCE) throw new RangeError('values of a page');
}

/** Whole numbers as differences. */
export function deltaValues(bytes: Uint8Array, from: number, values: number, { type }: SchemaElement): RawValues {
  checkAtOnce(values);
  const into = type === 'INT32' ? new Int32Array(values) : new BigInt64Array(values);
  unpackDeltas(readerOf(bytes, from), into);
  return atOnce(into);
}

/** Texts behind their lengths; with `prefixed`, each says how much it shares with the one before. */
export function deltaTexts(bytes: Uint8Array, from: number, values: number, prefixed: boolean): RawValues {
  checkAtOnce(values);
  const reader = readerOf(bytes, from);
  const shared = new Int32Array(prefixed ? values : 0);
  unpackDeltas(reader, shared);
  const lengths = new Int32Array(values);
  unpackDeltas(reader, lengths);
  let { offset } = reader;
  let at = 0;
  let before = new Uint8Array(0);
  return (count) => {
    let made = 0;
    return Array.from({ length: count }, () => {
      const length = lengths[at] ?? -1;
      const prefix = shared[at] ?? 0;
      at += 1;
      if (!(length >= 0 && length <= bytes.length - offset && prefix >= 0 && prefix <= before.length))
        throw new RangeError('length of a text');
      let value = bytes.subarray(offset, offset + length);
      offset += length;
      if (prefix > 0) {
        made += prefix + length;
        if (prefix + length > IMPORT_LIMITS.recordBytes || made > MOST_TEXT_BYTES)
          throw new RangeError('length of a text');
        const whole = new Uint8Array(prefix + length);
        whole.set(before.subarray(0, prefix));
        whole.set(value, prefix);
        value = whole;
      }
      before = value as Uint8Array<ArrayBuffer>;
      return value;
    });
  };
}
