import { describe, expect, it } from 'vitest';
import { DEFAULT_STATEMENTS } from '../../../../shared/domain/disclosure/statements/rules.ts';
import { loosened } from '../../../../electron/engine/release/ruleSets.ts';
import { CAUTIOUS_RULES } from '../../../../electron/engine/release/shippedRules.ts';
import type { RuleSet } from '../../../../shared/schemas/ruleSet.ts';

describe('limits of statements in a rule set', () => {
  it('ship as the program’s own, and hold where a rule set names none', () => {
    expect(CAUTIOUS_RULES.statements).toEqual(DEFAULT_STATEMENTS);
    const { statements: _, ...without } = CAUTIOUS_RULES;
    expect(loosened(without, CAUTIOUS_RULES)).toEqual([]);
  });

  it('are told to be looser when one of them is', () => {
    expect(loosened({ ...CAUTIOUS_RULES, statements: { groupMembers: 3 } }, CAUTIOUS_RULES)).toEqual(['statements']);
    expect(loosened({ ...CAUTIOUS_RULES, statements: { groupMembers: 8 } }, CAUTIOUS_RULES)).toEqual([]);
    expect(loosened({ ...CAUTIOUS_RULES, statements: { extremesSharedBy: 20 } }, CAUTIOUS_RULES)).toEqual([
      'statements',
    ]);
  });
});

const waiver = (cell: string, reason = 'Offentlig uppgift') =>
  ({ table: 'inkomst', cell, reason, requestedBy: 'Anna', approvedBy: 'Adam' }) as const;

const RULES: RuleSet = {
  version: 1,
  id: 'prov',
  name: { sv: 'Prov', en: 'Trial' },
  minFrequency: 5,
  zeroUnsafe: true,
  minContributors: 3,
  pPercent: 10,
  nk: [
    { n: 1, k: 50 },
    { n: 2, k: 85 },
  ],
  pq: { p: 10, q: 50 },
  groupDisclosure: { allBut: 1 },
  methods: ['suppress', 'round'],
  waivers: [waiver('01|Totalt')],
};

/** Each rule changed in one way; `looser` when the change lets more out than `RULES`. */
const CHANGES: readonly { readonly what: string; readonly change: Partial<RuleSet>; readonly looser: boolean }[] = [
  { what: 'a lower limit', change: { minFrequency: 4 }, looser: true },
  { what: 'a higher limit', change: { minFrequency: 6 }, looser: false },
  { what: 'zeros safe', change: { zeroUnsafe: false }, looser: true },
  { what: 'nothing said of zeros', change: { zeroUnsafe: undefined }, looser: true },
  { what: 'fewer contributors', change: { minContributors: 2 }, looser: true },
  { what: 'more contributors', change: { minContributors: 4 }, looser: false },
  { what: 'no limit on contributors', change: { minContributors: undefined }, looser: true },
  { what: 'a largest contributor known closer', change: { pPercent: 9 }, looser: true },
  { what: 'a largest contributor known less closely', change: { pPercent: 11 }, looser: false },
  { what: 'no p% rule', change: { pPercent: undefined }, looser: true },
  { what: 'one dominance rule of two', change: { nk: [{ n: 1, k: 50 }] }, looser: true },
  { what: 'no dominance rule', change: { nk: undefined }, looser: true },
  {
    what: 'a larger share for one',
    change: {
      nk: [
        { n: 1, k: 60 },
        { n: 2, k: 85 },
      ],
    },
    looser: true,
  },
  {
    what: 'a smaller share for one',
    change: {
      nk: [
        { n: 1, k: 40 },
        { n: 2, k: 85 },
      ],
    },
    looser: false,
  },
  {
    what: 'the same share for fewer',
    change: {
      nk: [
        { n: 1, k: 50 },
        { n: 1, k: 85 },
      ],
    },
    looser: true,
  },
  { what: 'one rule as strict as both', change: { nk: [{ n: 2, k: 50 }] }, looser: false },
  { what: 'a smaller p of pq', change: { pq: { p: 9, q: 50 } }, looser: true },
  { what: 'a greater q of pq: the reader is taken to know less', change: { pq: { p: 10, q: 60 } }, looser: true },
  { what: 'a smaller q of pq', change: { pq: { p: 10, q: 40 } }, looser: false },
  { what: 'the same ratio of pq', change: { pq: { p: 20, q: 100 } }, looser: false },
  { what: 'no pq rule', change: { pq: undefined }, looser: true },
  { what: 'fewer outside the full group', change: { groupDisclosure: { allBut: 0 } }, looser: true },
  { what: 'more outside the full group', change: { groupDisclosure: { allBut: 2 } }, looser: false },
  { what: 'no rule of full groups', change: { groupDisclosure: undefined }, looser: true },
  { what: 'another method besides', change: { methods: ['suppress', 'round', 'cell-key'] }, looser: true },
  { what: 'another method instead', change: { methods: ['cell-key'] }, looser: true },
  { what: 'every method', change: { methods: undefined }, looser: true },
  { what: 'one method less', change: { methods: ['suppress'] }, looser: false },
  { what: 'a waiver more', change: { waivers: [waiver('01|Totalt'), waiver('02|Totalt')] }, looser: true },
  { what: 'a waiver for another cell', change: { waivers: [waiver('02|Totalt')] }, looser: true },
  { what: 'the same cell for another reason', change: { waivers: [waiver('01|Totalt', 'Samtycke')] }, looser: false },
  { what: 'no waiver', change: { waivers: undefined }, looser: false },
];

describe('rules held against earlier ones', () => {
  it('are not looser than themselves, and as loose as can be when all is taken away', () => {
    expect(loosened(RULES, RULES)).toEqual([]);
    expect(loosened(CAUTIOUS_RULES, CAUTIOUS_RULES)).toEqual([]);
    const { version, id, name } = RULES;
    expect(loosened({ version, id, name, minFrequency: 2 }, RULES)).toEqual([
      'minFrequency',
      'zeroUnsafe',
      'minContributors',
      'pPercent',
      'nk',
      'pq',
      'groupDisclosure',
      'methods',
    ]);
    expect(loosened(RULES, { version, id, name, minFrequency: 2 })).toEqual(['waivers']);
  });

  it.each(CHANGES)('$what', ({ change, looser }) => {
    expect(loosened({ ...RULES, ...change }, RULES)).toEqual(looser ? Object.keys(change) : []);
  });

  it.each(CHANGES.filter(({ looser, what }) => !looser && !what.startsWith('the same')))(
    'without $what they are looser than with it',
    ({ change }) => {
      expect(loosened(RULES, { ...RULES, ...change })).toEqual(Object.keys(change));
    },
  );

  it('that have what the earlier ones did not are no looser for it', () => {
    const bare: RuleSet = { version: 1, id: 'bar', name: { sv: '', en: '' }, minFrequency: 5 };
    expect(loosened({ ...RULES, waivers: [] }, bare)).toEqual([]);
  });
});
