/*
 * WebAssembly instructions as expressions, for the few loops over every byte of a file or every pair of areas that take
 * several bytes or numbers at a time (SIMD, 64-bit whole numbers), which JavaScript cannot. Code is the bytes of the format (WebAssembly core
 * specification 2.0, chapter 5): an expression leaves one value, a statement none. Nothing is compiled elsewhere or
 * shipped as a binary: what runs is what stands in the sources.
 */

export type Code = readonly number[];

/** Unsigned and signed LEB128 (chapter 5.2.2). */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest >= 128;
    bytes.push((rest % 128) + (more ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
}

export function signed(value: bigint): Code {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    const ended = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(ended ? low : low + 128);
    if (ended) return bytes;
  }
}

const SIMD = 0xfd;

type Operation = (...operands: readonly Code[]) => Code;
const op =
  (...instruction: readonly number[]): Operation =>
  (...operands) => [...operands.flat(), ...instruction];
const simd = (number: number): Operation => op(SIMD, ...unsigned(number));
/** Reads or writes memory at an address and an offset from it, wherever that lies. */
const memory =
  (...instruction: readonly number[]) =>
  (operands: readonly Code[], offset = 0): Code => [...operands.flat(), ...instruction, 0, ...unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(BigInt(value | 0))],
  load: memory(0x28),
  load8: memory(0x2d),
  store: memory(0x36),
  eqz: op(0x45),
  eq: op(0x46),
  ne: op(0x47),
  lessThan: op(0x48),
  greaterUnsigned: op(0x4b),
  lessUnsigned: op(0x49),
  countTrailingZeros: op(0x68),
  add: op(0x6a),
  sub: op(0x6b),
  mul: op(0x6c),
  and: op(0x71),
  or: op(0x72),
  shl: op(0x74),
  fromI64: op(0xa7),
  fromF64: op(0xaa),
  select: op(0x1b),
};

export const i64 = {
  const: (value: bigint): Code => [0x42, ...signed(BigInt.asIntN(64, value))],
  load: memory(0x29),
  eq: op(0x51),
  ne: op(0x52),
  eqz: op(0x50),
  countTrailingZeros: op(0x7a),
  add: op(0x7c),
  sub: op(0x7d),
  mul: op(0x7e),
  and: op(0x83),
  or: op(0x84),
  xor: op(0x85),
  shl: op(0x86),
  shr: op(0x88),
  fromI32: op(0xad),
};

export const f64 = {
  const: (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: memory(0x2b),
  store: memory(0x39),
  lessThan: op(0x63),
  greaterThan: op(0x64),
  atMost: op(0x65),
  atLeast: op(0x66),
  sqrt: op(0x9f),
  add: op(0xa0),
  sub: op(0xa1),
  mul: op(0xa2),
  div: op(0xa3),
  min: op(0xa4),
  fromI32: op(0xb7),
  select: op(0x1b),
};

/** Sixteen bytes at once. */
export const v128 = {
  const: (bytes: readonly number[]): Code => [SIMD, 0x0c, ...bytes],
  load: memory(SIMD, 0x00),
  and: simd(0x4e),
  or: simd(0x50),
  not: simd(0x4d),
  anyTrue: simd(0x53),
  /** Bytes of the first at the places that the second says; 0 for a place that is none. */
  swizzle: simd(0x0e),
  splat8: simd(0x0f),
  equal8: simd(0x23),
  greaterUnsigned8: simd(0x28),
  /** The highest bit of each byte. */
  bits8: simd(0x64),
  sub8: simd(0x71),
  shr16: simd(0x8d),
  add16: simd(0x8e),
  mul16: simd(0x95),
  /** Neighbouring products of 16 bits added up to 32 bits. */
  dot16: simd(0xba),
  narrow32: simd(0x86),
  i32At: (vector: Code, lane: number): Code => [...vector, SIMD, 0x1b, lane],
  i64At: (vector: Code, lane: number): Code => [...vector, SIMD, 0x1d, lane],
  store: memory(SIMD, 0x0b),
};

/** Two numbers at once. */
export const f64x2 = {
  /** One number from memory, twice. */
  loadTwice: memory(SIMD, 0x0a),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  sqrt: simd(0xef),
  /** The second where it is less than the first, else the first. */
  lesser: simd(0xf6),
  twice: simd(0x14),
  /** All bits set where it is so. */
  lessThan: simd(0x49),
  greaterThan: simd(0x4a),
  atLeast: simd(0x4c),
  replaced: (vector: Code, lane: number, value: Code): Code => [...vector, ...value, SIMD, 0x22, lane],
  at: (vector: Code, lane: number): Code => [...vector, SIMD, 0x21, lane],
};

const NO_VALUE = 0x40;
const END = 0x0b;

export const sequence = (...statements: readonly Code[]): Code => statements.flat();

export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...condition,
  0x04,
  NO_VALUE,
  ...then,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  END,
];

/** As long as the condition holds. */
export const repeat = (condition: Code, body: Code): Code =>
  when(condition, [0x03, NO_VALUE, ...body, ...condition, 0x0d, 0, END]);

export const leave = (value: Code): Code => [...value, 0x0f];
