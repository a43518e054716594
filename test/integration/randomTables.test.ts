import { describe, expect, it } from 'vitest';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { problemText } from '../../electron/engine/disclosure/problemFile.ts';
import { unitsOf } from '../../shared/domain/disclosure/checkedTable.ts';
import { protectSystem, type SystemProtection } from '../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../shared/domain/disclosure/proof.ts';
import { type Attack, attackWithPy, hasAttackerPy } from '../support/attackerPy.ts';
import { type RandomCase, randomCase } from '../support/randomSystems.ts';

/*
 * Random tables of 2 to 4 dimensions, with hierarchies (several over one dimension, degenerate levels), links, zeros, singletons,
 * holdings, negative values, several measures and equations: what is protected is attacked by attacker.py, which shares no code.
 * `npm run test:long` tries ten thousand (SIGILL_TABLES=from-to picks others), `npm test` the first few.
 */
const LONG = process.env['SIGILL_LONG'] === '1';
const [FROM = 0, TO = LONG ? 10_000 : 16] = (process.env['SIGILL_TABLES'] ?? '').split('-').filter(Boolean).map(Number);
const SEED = 1;
/** Tables that attacker.py is given in one process. */
const AT_ONCE = 100;
/** Every so many tables are attacked with all insiders too. */
const INSIDERS_EVERY = LONG ? 5 : 2;

type Protected = Extract<SystemProtection, { ok: true }>;

const textOf = ({ task, working }: Protected): string =>
  [...problemText(working.problem, unitsOf(task.system))].join('');

interface Waiting {
  readonly name: string;
  readonly result: Protected;
  readonly insiders: boolean;
}

/** What attacker.py finds against protected tables; nothing should be. */
function faultsOf(waiting: readonly Waiting[]): { readonly faults: string[]; readonly compared: number } {
  const attacks = attackWithPy(waiting.map(({ result, insiders }) => ({ text: textOf(result), insiders })));
  const faults: string[] = [];
  let compared = 0;
  for (const [i, { name, result }] of waiting.entries()) {
    const own = againstOne(result, attacks[i] ?? []);
    faults.push(...own.faults.slice(0, 3).map((fault) => `${name}: ${fault}`));
    compared += own.compared;
  }
  return { faults, compared };
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
async function refusedRightly({ system, rules }: RandomCase, task: SystemProtection['task']): Promise<boolean> {
  const all = task.loss.map((loss, cell) =>
    loss < Number.POSITIVE_INFINITY || task.unsafe.primary[cell] === 1 ? 1 : 0,
  );
  const { reasons } = provePattern(task, Uint8Array.from(all), await loadSolvers());
  return reasons.length > 0 && rules === task.rules && system.ids.length === all.length;
}

describe.skipIf(!hasAttackerPy())(
  'random tables, attacked by attacker.py (skipped without it)',
  { timeout: LONG ? 20_000_000 : 300_000 },
  () => {
    it('nothing is exact or under its level, intervals are equal, and refusals are right', async () => {
      const solvers = await loadSolvers();
      const wrong: string[] = [];
      let provable = 0;
      let compared = 0;
      let waiting: Waiting[] = [];
      const attack = (): void => {
        const found = faultsOf(waiting);
        compared += found.compared;
        wrong.push(...found.faults);
        waiting = [];
      };
      for (let number = FROM; number < TO; number += 1) {
        const made = randomCase(SEED, number);
        const name = `table ${String(number)} (${made.label})`;
        const result = protectSystem(made.system, made.rules, {}, solvers);
        if (result.ok) {
          provable += 1;
          const insiders = made.rules.knowledge === 'default' && number % INSIDERS_EVERY === 0;
          waiting.push({ name, result, insiders });
          if (waiting.length >= AT_ONCE) attack();
        } else if (!(await refusedRightly(made, result.task)))
          wrong.push(`${name}: refused, though hiding everything is enough: ${JSON.stringify(result.reasons[0])}`);
      }
      if (waiting.length > 0) attack();
      expect(wrong).toEqual([]);
      expect(provable).toBeGreaterThan((TO - FROM) / 4);
      expect(compared).toBeGreaterThan(5 * (TO - FROM));
    });

    it('the same table gives the same pattern', async () => {
      const solvers = await loadSolvers();
      for (const number of [3, 8, 15]) {
        const patterns = [0, 1].map(() => {
          const { system, rules } = randomCase(SEED, number);
          const result = protectSystem(system, rules, {}, solvers);
          return result.ok ? textOf(result) : JSON.stringify(result.reasons);
        });
        expect(patterns[0]).toBe(patterns[1]);
      }
    });
  },
);
