/*
 * How an answer with typed arrays crosses HTTP in the preview: the length of a JSON text (32 bits, little-endian), the text,
 * and then the arrays' bytes, each at a multiple of eight. In the text a typed array stands as {"$array": [kind, at, length]}.
 */

const KINDS = { Float64Array, Uint32Array, Int32Array } as const;
type Kind = keyof typeof KINDS;
type TypedArray = InstanceType<(typeof KINDS)[Kind]>;

const MARK = '$array';
const ALIGNMENT = 8;
const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

const kindOf = (value: object): Kind | undefined =>
  (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind]);

/** Puts an answer into bytes. */
export function encodeFrame(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { readonly array: TypedArray; readonly at: number }[] = [];
  let length = 0;
  const text = JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const kind = kindOf(part);
    if (kind === undefined) return part;
    const array = part as TypedArray;
    arrays.push({ array, at: length });
    const mark = { [MARK]: [kind, length, array.length] };
    length = aligned(length + array.byteLength);
    return mark;
  });
  const json = new TextEncoder().encode(text);
  const start = aligned(4 + json.length);
  const frame = new Uint8Array(start + length);
  new DataView(frame.buffer).setUint32(0, json.length, true);
  frame.set(json, 4);
  for (const { array, at } of arrays)
    frame.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at);
  return frame;
}

/** Takes an answer out of bytes; the arrays are views on them. */
export function decodeFrame(frame: ArrayBuffer): unknown {
  const length = new DataView(frame).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(frame, 4, length));
  const start = aligned(4 + length);
  return JSON.parse(text, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || !(MARK in part)) return part;
    const [kind, at, count] = part[MARK] as [Kind, number, number];
    return new KINDS[kind](frame, start + at, count);
  });
}
