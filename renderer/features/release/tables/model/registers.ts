import type { Output } from '../../../../../shared/ipc/contract.ts';

export type Registers = Readonly<Output<'definitions.registers'>['registers']>;
export type Variable = Registers[number]['variables'][number];

export const variablesOf = (registers: Registers, register: string): readonly Variable[] =>
  registers.find((one) => one.register === register)?.variables ?? [];

/** Variables that a table can be divided by: categories, and whole numbers in classes. */
export const dividing = (registers: Registers, register: string, year: number): readonly Variable[] =>
  variablesOf(registers, register).filter(
    ({ type, years }) => (type === 'category' || type === 'integer') && years.includes(year),
  );

/** Variables that rows can be chosen by. */
export const choosing = (registers: Registers, register: string, year: number): readonly Variable[] =>
  variablesOf(registers, register).filter(({ type, years }) => type !== 'key' && years.includes(year));

/** The one that is offered first: a category with few codes that are known, or an age; never the year of the register. */
export const likeliest = (variables: readonly Variable[]): Variable | undefined =>
  variables.find(({ name }) => name === 'Alder') ??
  variables.find(({ type, codes }) => type === 'category' && codes.length >= 2 && codes.length <= 12) ??
  variables.find(({ name }) => name !== 'Ar') ??
  variables[0];

/** Variables that can be summed. */
export const summable = (registers: Registers, register: string, year: number): readonly Variable[] =>
  variablesOf(registers, register).filter(
    ({ type, years }) => (type === 'integer' || type === 'decimal') && years.includes(year),
  );

/** Variables that can tell who contributes to a sum, or what joins contributors. */
export const identifying = (registers: Registers, register: string, year: number): readonly Variable[] =>
  variablesOf(registers, register).filter(
    ({ type, years }) => (type === 'key' || type === 'category') && years.includes(year),
  );
