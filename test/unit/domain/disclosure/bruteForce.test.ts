import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackIntervals } from '../../../../shared/domain/disclosure/attack/intervals.ts';
import { protectFrequencyTable } from '../../../../shared/domain/disclosure/protect.ts';
import type { FrequencyRules } from '../../../../shared/domain/disclosure/rules.ts';
import {
  primariesOf,
  proveTable,
  singletons,
  tableProblem,
} from '../../../../shared/domain/disclosure/tableProblem.ts';
import type { FrequencyTable } from '../../../../shared/domain/tables/table.ts';
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

/** `npm run test:long` tries ten thousand tables. */
const LONG = process.env['SIGILL_LONG'] === '1';
const RUNS = LONG ? 10_000 : 200;

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

/** Hidden cells whose interval is not the one that trying every table gives. */
function wrongIntervals(table: FrequencyTable, hidden: Uint8Array, least: number): unknown[] {
  const parts = { hidden, primary: hidden, units: [] };
  const found = attackIntervals(tableProblem(table, rules(3, 'default', least === 0), parts, 'plain'));
  const seen = seenBy(table, hidden, { least });
  return [...hidden.entries()]
    .filter(([, flag]) => flag === 1)
    .map(([cell]) => [cell, found.min[cell], found.max[cell], seen.min[cell], seen.max[cell]])
    .filter(([, min, max, leastSeen, mostSeen]) => min !== leastSeen || max !== mostSeen);
}

/** Every reader and unsafe cell for which the pattern does not hold, by trying every table. */
function brokenBy(table: FrequencyTable, rule: FrequencyRules, hidden: Uint8Array): string[] {
  const primary = primariesOf(table, rule);
  const unsafe = [...primary.entries()].filter(([, flag]) => flag === 1).map(([cell]) => cell);
  const careful = rule.knowledge === 'default';
  const least = careful && !rule.zeroUnsafe ? 1 : 0;
  const isExact = (seen: Seen, cell: number): boolean => seen.max[cell] === seen.min[cell];
  const isUnder = (seen: Seen, cell: number): boolean =>
    isExact(seen, cell) || (careful && (seen.max[cell] as number) < rule.minFrequency);
  const outsider = seenBy(table, hidden, { least });
  const faults = unsafe.filter((cell) => isUnder(outsider, cell)).map((cell) => `outsider ${String(cell)}`);
  if (!careful) return faults;
  const guessed = seenBy(table, hidden, { least, guess: { limit: rule.minFrequency, primary } });
  if (guessed.tables === 0) faults.push('the right guess must be possible');
  faults.push(...unsafe.filter((cell) => isExact(guessed, cell)).map((cell) => `guess ${String(cell)}`));
  for (const { name, cells } of singletons(table)) {
    const insider = seenBy(table, hidden, { least, knows: cells });
    const others = unsafe.filter((cell) => !cells.includes(cell));
    faults.push(...others.filter((cell) => isUnder(insider, cell)).map((cell) => `${name} ${String(cell)}`));
  }
  return faults;
}

/** What speaks against the outcome of a protection; nothing should. */
function faultsOf(table: FrequencyTable, rule: FrequencyRules): { readonly ok: boolean; readonly faults: string[] } {
  const result = protectFrequencyTable(table, rule);
  if (!result.ok) {
    const primary = primariesOf(table, rule);
    const all = Uint8Array.from(table.values, (count, cell) => (count > 0 || primary[cell] === 1 ? 1 : 0));
    const isReason = proveTable(table, rule, all).reasons.length > 0;
    return { ok: false, faults: isReason ? [] : ['refused, though hiding everything is enough'] };
  }
  const hidden = Uint8Array.from(result.checked.values, (value) => (value === null ? 1 : 0));
  return { ok: true, faults: hidden[0] === 1 ? [] : brokenBy(table, rule, hidden) };
}

describe('against an attacker that tries every table', { timeout: LONG ? 3_600_000 : 30_000 }, () => {
  it('finds the same intervals for any pattern of hidden cells', () => {
    const flags = fc.array(fc.boolean(), { minLength: 28, maxLength: 28 });
    fc.assert(
      fc.property(smallTable, flags, fc.integer({ min: 0, max: 1 }), (table, hide, least) => {
        const hidden = Uint8Array.from(table.values, (count, cell) =>
          cell > 0 && count >= least && hide[cell] === true ? 1 : 0,
        );
        expect(wrongIntervals(table, hidden, least)).toEqual([]);
      }),
      { numRuns: RUNS, seed: 1 },
    );
  });

  it('no protected table gives away an unsafe cell: to no outsider, guesser or insider', () => {
    let provable = 0;
    fc.assert(
      fc.property(smallTable, anyRules, (table, rule) => {
        const { ok, faults } = faultsOf(table, rule);
        if (ok) provable += 1;
        expect(faults).toEqual([]);
      }),
      { numRuns: RUNS, seed: 2 },
    );
    expect(provable).toBeGreaterThan(RUNS / 5);
  });
});
