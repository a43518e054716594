import { type Code, unsigned } from './code.ts';

/** The types of values, as the format writes them. */
const TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPES;

/** A parameter or a variable of a function. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

/** A function that takes numbers and gives a 32-bit whole number; `body` leaves it. */
export interface FunctionCode {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly variables: readonly ValueType[];
  readonly body: Code;
}

type Locals<Names extends Readonly<Record<string, ValueType>>> = Readonly<Record<keyof Names, Local>>;

/** Parameters and variables go by name; variables begin as 0. */
export function defined<P extends Readonly<Record<string, ValueType>>, V extends Readonly<Record<string, ValueType>>>(
  name: string,
  parameters: P,
  variables: V,
  body: (locals: Locals<P & V>) => Code,
): FunctionCode {
  const names = [...Object.keys(parameters), ...Object.keys(variables)];
  const locals = Object.fromEntries(
    names.map((one, index): [string, Local] => [
      one,
      { get: [0x20, ...unsigned(index)], set: (value) => [...value, 0x21, ...unsigned(index)] },
    ]),
  );
  return {
    name,
    parameters: Object.values(parameters),
    variables: Object.values(variables),
    body: body(locals as Locals<P & V>),
  };
}

const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const text = (value: string): Code => vector(Array.from(value, (sign) => [sign.charCodeAt(0)]));

const [SIGNATURES, IMPORTS, FUNCTIONS, EXPORTS, BODIES] = [1, 2, 3, 7, 10];
const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const MEMORY_KIND = 2;
const SIGNATURE = 0x60;
const END = 0x0b;

/** The bytes of a module with these functions, which work on the memory that is given as `memory.it`. */
export function moduleBytes(functions: readonly FunctionCode[]): Uint8Array<ArrayBuffer> {
  const typesOf = (types: readonly ValueType[]): Code => vector(types.map((type) => [TYPES[type]]));
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(
      SIGNATURES,
      vector(functions.map(({ parameters }) => [SIGNATURE, ...typesOf(parameters), ...typesOf(['i32'])])),
    ),
    ...section(IMPORTS, vector([[...text('memory'), ...text('it'), MEMORY_KIND, 0, 1]])),
    ...section(FUNCTIONS, vector(functions.map((_, i) => unsigned(i)))),
    ...section(EXPORTS, vector(functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]))),
    ...section(
      BODIES,
      vector(
        functions.map(({ variables, body }) => {
          const code = [...vector(variables.map((type) => [1, TYPES[type]])), ...body, END];
          return [...unsigned(code.length), ...code];
        }),
      ),
    ),
  ]);
}
