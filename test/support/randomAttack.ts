import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { problemText } from '../../electron/engine/disclosure/problemFile.ts';
import type { Solvers } from '../../shared/domain/disclosure/attack/intervals.ts';
import { unitsOf } from '../../shared/domain/disclosure/checkedContent.ts';
import { protectSystem, type SystemProtection } from '../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../shared/domain/disclosure/proof.ts';
import { type Attack, attackWithPy } from './attackerPy.ts';
import { type RandomCase, randomCase } from './randomSystems.ts';

type Protected = Extract<SystemProtection, { ok: true }>;

/** problem.json of a protected system. */
export const problemOf = ({ task, working }: Protected): string =>
  [...problemText(working.problem, unitsOf(task.system))].join('');

interface Waiting {
  readonly name: string;
  readonly result: Protected;
  readonly insiders: boolean;
}

/** What trying some tables gave. `attacked`: how many attacker.py was given; `compared`: intervals that it gave too. */
export interface Tried {
  readonly tables: number;
  readonly provable: number;
  readonly attacked: number;
  readonly compared: number;
  readonly faults: readonly string[];
}

/**
 * Protects the tables from..to-1 of the seed. Every `attackEvery`-th is attacked by attacker.py, every `insidersEvery`-th of
 * them with all insiders too; a table that is refused must be refused rightly.
 */
export async function tryTables(
  seed: number,
  from: number,
  to: number,
  {
    attackEvery,
    insidersEvery,
    search,
  }: { readonly attackEvery: number; readonly insidersEvery: number; readonly search?: 'exact' | undefined },
): Promise<Tried> {
  const solvers = await loadSolvers();
  const faults: string[] = [];
  const waiting: Waiting[] = [];
  let provable = 0;
  for (let number = from; number < to; number += 1) {
    const made = randomCase(seed, number);
    const name = `table ${String(number)} (${made.label})`;
    const result = protectSystem(made.system, made.rules, { search }, solvers);
    if (result.ok) {
      provable += 1;
      const { least } = result.working;
      if (least !== null && !(least.loss <= least.quick + 1e-9 && least.bound <= least.loss + 1e-9))
        faults.push(`${name}: dearer than the quick search, or below the bound`);
      const insiders = made.rules.knowledge === 'default' && (number / attackEvery) % insidersEvery === 0;
      if (number % attackEvery === 0) waiting.push({ name, result, insiders });
    } else if (!refusedRightly(made, result.task, solvers))
      faults.push(`${name}: refused, though hiding everything is enough: ${JSON.stringify(result.reasons[0])}`);
  }
  const attacks =
    waiting.length === 0 ? [] : attackWithPy(waiting.map((own) => ({ ...own, text: problemOf(own.result) })));
  let compared = 0;
  for (const [i, { name, result }] of waiting.entries()) {
    const own = againstOne(result, attacks[i] ?? []);
    faults.push(...own.faults.slice(0, 3).map((fault) => `${name}: ${fault}`));
    compared += own.compared;
  }
  return { tables: to - from, provable, attacked: waiting.length, compared, faults };
}

function againstOne(
  result: Protected,
  attacks: readonly Attack[],
): { readonly faults: string[]; readonly compared: number } {
  const { problem, proof } = result.working;
  const units = unitsOf(result.task.system);
  const position = new Map(problem.ids.map((id, cell) => [id, cell]));
  const faults: string[] = [];
  let compared = 0;
  for (const { insider, cells, bad } of attacks) {
    if (bad > 0) faults.push('equations that do not add up');
    for (const { id, min, max, status, primary } of cells) {
      const cell = position.get(id) ?? -1;
      const unit = units[cell] ?? 1;
      if (primary === true && status !== 'OK') faults.push(`${insider ?? 'outsider'}: ${id} ${status}`);
      if (insider !== null || status === 'INFEASIBLE') continue;
      const [least, most] = [(proof.intervals.min[cell] ?? 0) / unit, (proof.intervals.max[cell] ?? 0) / unit];
      const near = (theirs: number | null, ours: number): boolean =>
        theirs === null ? !Number.isFinite(ours) : Math.abs(theirs - ours) <= 1e-6 * Math.max(1, Math.abs(theirs));
      // A primary's narrow interval is that of whole numbers, which may be narrower than the linear one.
      const narrower = problem.integer && primary === true && (min ?? -1) <= least && most <= (max ?? Infinity);
      if (!(near(min, least) && near(max, most)) && !narrower)
        faults.push(`${id}: [${String(least)}, ${String(most)}], attacker.py [${String(min)}, ${String(max)}]`);
      compared += 1;
    }
  }
  return { faults, compared };
}

/** A refusal is right when hiding everything that may be hidden does not help either. */
function refusedRightly({ system, rules }: RandomCase, task: SystemProtection['task'], solvers: Solvers): boolean {
  const all = task.loss.map((loss, cell) =>
    loss < Number.POSITIVE_INFINITY || task.unsafe.primary[cell] === 1 ? 1 : 0,
  );
  const { reasons } = provePattern(task, Uint8Array.from(all), solvers);
  return reasons.length > 0 && rules === task.rules && system.ids.length === all.length;
}
