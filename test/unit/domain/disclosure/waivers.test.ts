import { describe, expect, it } from 'vitest';
import { protectSystem } from '../../../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/disclosure/rules.ts';
import { type AskedWaiver, waivedCells } from '../../../../shared/domain/disclosure/waivers.ts';
import { flatDimension } from '../../../../shared/domain/tables/dimension.ts';
import { frequencySystem } from '../../../../shared/domain/tables/system.ts';
import { frequencyTable } from '../../../../shared/domain/tables/table.ts';

const signed = [{ cell: 'a|x', reason: 'public', requestedBy: 'Anna', approvedBy: 'Bo' }];
const asked: AskedWaiver = { cell: 'a|x', reason: 'public', approvedBy: 'Bo' };
const ids = ['T|T', 'a|x'];

describe('waivers', () => {
  it('hold when a signed rule set says the same, by two persons', () => {
    expect(waivedCells([asked], signed, ids)).toEqual({ waived: new Set([1]), faults: [] });
  });

  it.each([
    ['notInRuleSet', { ...asked, cell: 'a|y' }, signed],
    ['otherReason', { ...asked, reason: 'other' }, signed],
    ['otherReason', { ...asked, approvedBy: 'Cia' }, signed],
    [
      'noReason',
      { ...asked, reason: ' ' },
      [{ ...signed[0], cell: 'a|x', reason: ' ', requestedBy: 'Anna', approvedBy: 'Bo' }],
    ],
    ['samePerson', asked, [{ cell: 'a|x', reason: 'public', requestedBy: 'bo ', approvedBy: 'Bo' }]],
  ] as const)('%s: none holds', (fault, own, list) => {
    const found = waivedCells([asked, own], [...list, ...signed.filter(() => fault === 'notInRuleSet')], ids);
    expect(found.faults.map((one) => one.fault)).toContain(fault);
    expect(found.waived.size).toBe(0);
  });

  it('a cell that does not exist: none holds', () => {
    expect(waivedCells([asked], signed, ['T|T'])).toEqual({
      waived: new Set(),
      faults: [{ fault: 'noSuchCell', index: 0 }],
    });
  });

  it('a waived cell is shown, and the others are protected as before', () => {
    const dimensions = [flatDimension('a', ['a', 'b', 'c'], 'T'), flatDimension('k', ['x', 'y', 'z'], 'T')];
    const inner = Float64Array.of(0, 0, 0, 0, 0, 2, 20, 30, 0, 40, 3, 20, 0, 50, 60, 70);
    const system = frequencySystem(frequencyTable({ title: 't', measure: 'n', dimensions }, inner));
    const result = protectSystem(system, DEFAULT_RULES, { waived: new Set([5]) });
    expect(result.ok && [result.checked[0]?.values[5], result.checked[0]?.values[10]]).toEqual([2, null]);
  });
});
