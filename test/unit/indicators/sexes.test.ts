import { describe, expect, it } from 'vitest';
import { frameOfCodes } from '../../../electron/engine/areas/frame.ts';
import { splitBySex } from '../../../electron/engine/indicators/bySex.ts';
import { computeYear } from '../../../electron/engine/indicators/pass/year.ts';
import type { DefinitionSource } from '../../../electron/engine/indicators/problem.ts';
import { shippedDefinitions } from '../../../electron/engine/indicators/shipped.ts';
import { silent } from '../../../electron/engine/jobs/progress.ts';
import type { IndicatorDefinition } from '../../../shared/schemas/indicator.ts';
import { madeUpRegisters } from '../../support/madeUpRegisters.ts';
import { memoryColumns } from '../../support/memoryColumns.ts';
import { shipped } from '../../support/paperIndicators.ts';

/*
 * Women and men are gathered together, in places of their own. Whatever the measure, that must give what narrowing the
 * population to each of them gives, and what everyone gives when nothing is asked for by sex: to the bit.
 */

const YEAR = 2022;
const made = madeUpRegisters(4000, 17, 77);
const earlier = [2021, 2020, 2019].flatMap((year) =>
  madeUpRegisters(4000, 17, year, year).registers.filter(({ register }) => ['person', 'elever'].includes(register)),
);
const registers = memoryColumns([...made.registers, ...earlier], 1000);
const areas = frameOfCodes(made.regso, [], 'Riket');

const base = shipped('mean-age');
const income = { variable: 'DispInkKE04' };
const abroad = { in: ['11'], variable: 'UtlSvBakg' };
const own = (id: string, definition: Partial<IndicatorDefinition>): IndicatorDefinition => ({
  ...base,
  id,
  ...definition,
});
const measures: readonly IndicatorDefinition[] = [
  own('sum', { measure: { kind: 'sum', value: income } }),
  own('count', { measure: { kind: 'count' } }),
  own('quantile', { measure: { kind: 'quantile', value: income, p: 0.25 } }),
  own('weighted-mean', { measure: { kind: 'mean', value: income, weight: { variable: 'Alder' } } }),
  own('weighted-share', { measure: { kind: 'share', numerator: abroad, weight: income } }),
  own('ratio', { measure: { kind: 'ratio', numerator: { value: income }, denominator: { where: abroad }, per: 1 } }),
  own('at-least', { leastN: 100, measure: { kind: 'share', numerator: abroad } }),
  own('unknown-is-no', { missing: 'count-as-no', measure: { kind: 'share', numerator: abroad } }),
  own('two-years', { reference: { ...base.reference, pool: 2 }, measure: { kind: 'mean', value: income } }),
];
const sources: readonly DefinitionSource[] = [
  ...shippedDefinitions(),
  ...measures.map((definition) => ({ file: `${definition.id}.json`, definition })),
];
const compute = (asked: readonly DefinitionSource[]) =>
  computeYear(registers, YEAR, areas, asked, ['regso', 'municipality', 'nation'], silent);

describe('women and men, gathered together', () => {
  const split = splitBySex(sources);
  const together = compute(split);

  it('are many', () => {
    expect(split.filter(({ part }) => part !== undefined).length).toBeGreaterThan(100);
  });

  it('are as when the population is narrowed to them', () => {
    const apart = compute(split.map(({ file, definition }) => ({ file, definition })));
    expect([...together.values.keys()]).toEqual([...apart.values.keys()]);
    for (const [id, levels] of apart.values) expect([id, together.values.get(id)]).toEqual([id, levels]);
    expect(together.leftOut).toEqual(apart.leftOut);
    expect(together.coverage).toEqual(apart.coverage);
  });

  it('leave everyone as without them', () => {
    const everyone = compute(sources);
    for (const [id, levels] of everyone.values) expect([id, together.values.get(id)]).toEqual([id, levels]);
    for (const [id, count] of everyone.leftOut) expect([id, together.leftOut.get(id)]).toEqual([id, count]);
  });

  it('can be asked for one at a time', () => {
    const women = compute(split.filter(({ part }) => part?.sex === 'women'));
    for (const [id, levels] of women.values) expect([id, together.values.get(id)]).toEqual([id, levels]);
  });
});
