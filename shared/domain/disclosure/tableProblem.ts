import { frequencySystem, type Knower } from '../tables/system.ts';
import type { FrequencyTable } from '../tables/table.ts';
import type { Solvers, Steps } from './attack/intervals.ts';
import type { AttackProblem, Unit } from './attack/problem.ts';
import { type Proof, provePattern } from './proof.ts';
import { type FrequencyRules, isPrimary } from './rules.ts';
import { attackProblem, protectionTask } from './task.ts';

export const primariesOf = (table: FrequencyTable, rules: FrequencyRules): Uint8Array =>
  Uint8Array.from(table.values, (count) => (isPrimary(count, rules) ? 1 : 0));

/** Persons who alone fill a cell, with every cell that they alone fill. The name tells the inner cell, not the person. */
export const singletons = (table: FrequencyTable): readonly Knower[] => frequencySystem(table).knowers;

/** The attacker's problem of a suppressed frequency table, of any pattern and any insiders. */
export function tableProblem(
  table: FrequencyTable,
  rules: FrequencyRules,
  parts: { readonly hidden: Uint8Array; readonly primary: Uint8Array; readonly units: readonly Unit[] },
  reader: 'plain' | 'guess',
): AttackProblem {
  const task = protectionTask(frequencySystem(table), rules);
  const { primary, units } = parts;
  return { ...attackProblem(task, parts.hidden, reader), primary, units };
}

/** The proof of a pattern of one table of counts. */
export const proveTable = (
  table: FrequencyTable,
  rules: FrequencyRules,
  hidden: Uint8Array,
  solvers?: Solvers,
  steps?: Steps,
): Proof => provePattern(protectionTask(frequencySystem(table), rules), hidden, solvers, steps);
