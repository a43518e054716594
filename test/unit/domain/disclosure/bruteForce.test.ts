import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackIntervals } from '../../../../shared/domain/disclosure/attack/intervals.ts';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import { provePattern } from '../../../../shared/domain/disclosure/proof.ts';
import { type FrequencyRules } from '../../../../shared/domain/disclosure/rules.ts';
import { primariesOf, singletons, tableProblem } from '../../../../shared/domain/disclosure/tableProblem.ts';
import { type FrequencyTable, tableEquations } from '../../../../shared/domain/tables/table.ts';
import { everyTable, type Seen } from '../../../support/bruteForce.ts';
import { smallTable } from '../../../support/smallTables.ts';

const rules = (minFrequency: number, knowledge: FrequencyRules['knowledge'], zeroUnsafe = false): FrequencyRules => ({
  ruleSet: { name: 'test', version: 1 },
  minFrequency,
  zeroUnsafe,
  knowledge,
});

const anyRules = fc
  .record({
    minFrequency: fc.integer({ min: 2, max: 4 }),
    knowledge: fc.constantFrom('default' as const, 'none' as const),
    zeroUnsafe: fc.boolean(),
  })
  .map(({ minFrequency, knowledge, zeroUnsafe }) => rules(minFrequency, knowledge, zeroUnsafe));

const RUNS = 250;

const seenBy = (
  table: FrequencyTable,
  hidden: Uint8Array,
  reader: { least: number; guess?: { limit: number; primary: Uint8Array }; knows?: readonly number[] },
): Seen => {
  const known = new Set(reader.knows);
  const { guess, least } = reader;
  return everyTable(table, {
    hidden: hidden.map((flag, cell) => (known.has(cell) ? 0 : flag)),
    lower: (cell) => (guess && guess.primary[cell] !== 1 ? guess.limit : least),
    upper: (cell) => (guess?.primary[cell] === 1 ? guess.limit - 1 : Number.POSITIVE_INFINITY),
  });
};

describe('against an attacker that tries every table', () => {
  it('finds the same intervals for any pattern of hidden cells', () => {
    fc.assert(
      fc.property(
        smallTable,
        fc.infiniteStream(fc.boolean()),
        fc.integer({ min: 0, max: 1 }),
        (table, flags, least) => {
          const hidden = table.values.map((count, cell) =>
            flags.next().value === true && cell > 0 && count >= least ? 1 : 0,
          );
          const pattern = Uint8Array.from(hidden);
          const parts = { equations: tableEquations(table.dimensions), hidden: pattern, primary: pattern, units: [] };
          const zeroUnsafe = least === 0;
          const problem = tableProblem(table, rules(3, 'default', zeroUnsafe), parts, 'plain');
          const found = attackIntervals(problem);
          const seen = seenBy(table, pattern, { least });
          for (const [cell, flag] of pattern.entries())
            if (flag === 1)
              expect([cell, found.min[cell], found.max[cell]]).toEqual([cell, seen.min[cell], seen.max[cell]]);
        },
      ),
      { numRuns: RUNS, seed: 1 },
    );
  });

  it('no protected table gives away an unsafe cell: to no outsider, guesser or insider', () => {
    let provable = 0;
    fc.assert(
      fc.property(smallTable, anyRules, (table, rule) => {
        const result = protectFrequencyTable(table, rule);
        const primary = primariesOf(table, rule);
        if (!result.ok) {
          // Then not even hiding everything that may be hidden is enough.
          const all = table.values.map((count, cell) => (count > 0 || primary[cell] === 1 ? 1 : 0));
          expect(provePattern(table, rule, Uint8Array.from(all)).reasons).not.toEqual([]);
          return;
        }
        provable += 1;
        const hidden = Uint8Array.from(result.checked.values, (value) => (value === null ? 1 : 0));
        if (hidden[0] === 1) return;
        const careful = rule.knowledge === 'default';
        const least = careful && !rule.zeroUnsafe ? 1 : 0;
        const unsafe = [...primary.entries()].filter(([, flag]) => flag === 1).map(([cell]) => cell);
        const outsider = seenBy(table, hidden, { least });
        const safe = (seen: Seen, cell: number): void => {
          if (careful) expect(seen.max[cell]).toBeGreaterThanOrEqual(rule.minFrequency);
          expect(seen.max[cell]).toBeGreaterThan(seen.min[cell] as number);
        };
        for (const cell of unsafe) safe(outsider, cell);
        if (!careful) return;
        const guessed = seenBy(table, hidden, { least, guess: { limit: rule.minFrequency, primary } });
        expect(guessed.tables).toBeGreaterThan(0);
        for (const cell of unsafe) expect(guessed.max[cell]).toBeGreaterThan(guessed.min[cell] as number);
        for (const { cells } of singletons(table)) {
          const insider = seenBy(table, hidden, { least, knows: cells });
          for (const cell of unsafe) if (!cells.includes(cell)) safe(insider, cell);
        }
      }),
      { numRuns: RUNS, seed: 2 },
    );
    expect(provable).toBeGreaterThan(RUNS / 5);
  });
});
