import { describe, expect, it } from 'vitest';
import { loadSolvers } from '../../electron/engine/disclosure/highsSolver.ts';
import { protectSystem } from '../../shared/domain/disclosure/protect.ts';
import { hasAttackerPy } from '../support/attackerPy.ts';
import { problemOf, tryTables } from '../support/randomAttack.ts';
import { randomCase } from '../support/randomSystems.ts';

/*
 * Random tables of 2 to 4 dimensions, with hierarchies (several over one dimension, degenerate levels), links, zeros, singletons,
 * holdings, negative values, several measures and equations: what is protected is attacked by attacker.py, which shares no code.
 * `npm run test:long` tries a few hundred (SIGILL_TABLES=from-to picks others), `npm test` the first few;
 * `node test/bench/randomTables.ts` tries all ten thousand, in slices that can be stopped and taken up again.
 */
const LONG = process.env['SIGILL_LONG'] === '1';
const [FROM = 0, TO = LONG ? 200 : 16] = (process.env['SIGILL_TABLES'] ?? '').split('-').filter(Boolean).map(Number);
const SEED = 1;

describe.skipIf(!hasAttackerPy())(
  'random tables, attacked by attacker.py (skipped without it)',
  { timeout: LONG ? 2_000_000 : 300_000 },
  () => {
    it('nothing is exact or under its level, intervals are equal, and refusals are right', async () => {
      const { provable, compared, faults } = await tryTables(SEED, FROM, TO, {
        attackEvery: 1,
        insidersEvery: LONG ? 5 : 2,
      });
      expect(faults).toEqual([]);
      expect(provable).toBeGreaterThan((TO - FROM) / 4);
      expect(compared).toBeGreaterThan(5 * (TO - FROM));
    });

    it('the same table gives the same pattern', async () => {
      const solvers = await loadSolvers();
      for (const number of [3, 8, 15]) {
        const patterns = [0, 1].map(() => {
          const { system, rules } = randomCase(SEED, number);
          const result = protectSystem(system, rules, {}, solvers);
          return result.ok ? problemOf(result) : JSON.stringify(result.reasons);
        });
        expect(patterns[0]).toBe(patterns[1]);
      }
    });
  },
);
