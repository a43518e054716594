import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { IndicatorDefinition, Join } from '../../../../../shared/schemas/indicator.ts';

export type Registers = Readonly<Output<'definitions.registers'>['registers']>;
export type Variable = Registers[number]['variables'][number];

/** What conditions and values at a place in a definition may use. */
export interface Setting {
  readonly register: string;
  /** Those that lead to at most one record, and those that lead to many and are counted. */
  readonly joins: readonly Join[];
  /** Within a count of members, or a value of the nation: neither may stand in another. */
  readonly insideCount: boolean;
  readonly insideNational: boolean;
}

export const settingOf = (
  population: IndicatorDefinition['population'],
  joins: readonly Join[] | undefined,
): Setting => ({ register: population.register, joins: joins ?? [], insideCount: false, insideNational: false });

/** A sum over another register than the population's knows that register's own variables only. */
export const settingIn = (setting: Setting, register: string | undefined): Setting =>
  register === undefined || register === setting.register ? setting : { ...setting, register, joins: [] };

export const insideCountOf = (setting: Setting, join: string): Setting => ({
  ...setting,
  register: setting.joins.find(({ name }) => name === join)?.register ?? '',
  joins: [],
  insideCount: true,
});

export const variablesOf = (registers: Registers, register: string): readonly Variable[] =>
  registers.find((one) => one.register === register)?.variables ?? [];

/** The variable that a reference leads to; undefined when there is none. */
export function variableAt(
  registers: Registers,
  { register, joins }: Setting,
  reference: { readonly variable: string; readonly join?: string | undefined },
): Variable | undefined {
  const from =
    reference.join === undefined ? register : (joins.find(({ name }) => name === reference.join)?.register ?? '');
  return variablesOf(registers, from).find(({ name }) => name === reference.variable);
}
