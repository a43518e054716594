import shipped from '../../../resources/rules/indicator-drift.json' with { type: 'json' };
import type { ResultDifferences } from '../../../shared/domain/years/compareResults.ts';
import type { IndicatorDifference } from '../../../shared/domain/years/indicatorDifferences.ts';
import type { YearResults } from '../../../shared/domain/years/yearResults.ts';
import {
  type IndicatorFinding,
  type IndicatorRule,
  type IndicatorRuleSetting,
  indicatorRulesSchema,
} from '../../../shared/schemas/indicatorDrift.ts';
import { quantile } from '../../../shared/domain/statistics/quantile.ts';
import { stabilityIndex } from './drift.ts';

/** The limits that hold where the plan says nothing: they warn. */
const DEFAULT_RULES = indicatorRulesSchema.parse(shipped).rules;

/** The nation's value and denominator of one indicator in both years; NaN where there is none. */
export interface NationValues {
  readonly value: readonly [before: number, after: number];
  readonly n: readonly [before: number, after: number];
}

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How the areas fall in the tenths of the earlier year, in both. */
function distribution(before: Float64Array, after: Float64Array): number {
  const limits = [...new Set(TENTHS.map((share) => quantile(before, share)))];
  const counts = (values: Float64Array): number[] => {
    const cells = Array.from({ length: limits.length + 1 }, () => 0);
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      const at = limits.findIndex((limit) => value <= limit);
      const cell = at === -1 ? limits.length : at;
      cells[cell] = (cells[cell] as number) + 1;
    }
    return cells;
  };
  return stabilityIndex(counts(after), counts(before));
}

const relative = ([before, after]: readonly [number, number]): number =>
  before === 0 ? Number.NaN : Math.abs(after - before) / Math.abs(before);

function observed(
  one: IndicatorDifference,
  nation: NationValues | undefined,
  [before, after]: readonly [YearResults, YearResults],
  same: number,
): readonly (readonly [IndicatorRule, number])[] {
  const { id, state, change, sourceYears } = one;
  const always: [IndicatorRule, number][] = [
    ['definition', state === 'otherDefinition' ? 1 : 0],
    ['absent', state === 'gone' ? 1 : 0],
    ['carried', sourceYears[1] !== null && sourceYears[1] < after.year ? 1 : 0],
  ];
  if (change === null) return always;
  const [then, now] = [before, after].map(({ indicators }) => indicators.find((other) => other.id === id));
  return [
    ...always,
    ['missing', same === 0 ? Number.NaN : Math.max(0, change.lost - change.gained) / same],
    ['nation', nation === undefined ? Number.NaN : relative(nation.value)],
    ['base', nation === undefined ? Number.NaN : relative(nation.n)],
    ['location', Math.abs(change.shift)],
    ['spread', Math.abs(Math.log(change.spread))],
    ['rank', 1 - change.rankCorrelation],
    ['distribution', then === undefined || now === undefined ? Number.NaN : distribution(then.value, now.value)],
    ['beyond-noise', change.tested === 0 ? Number.NaN : change.beyondNoise / change.tested],
  ];
}

/** The limit that holds: for the indicator before for all, the plan's before the shipped one. */
function settingFor(
  rule: IndicatorRule,
  indicator: string,
  own: readonly IndicatorRuleSetting[],
): { readonly setting: IndicatorRuleSetting; readonly source: IndicatorFinding['source'] } | undefined {
  const among = (settings: readonly IndicatorRuleSetting[]): IndicatorRuleSetting | undefined =>
    settings.findLast((one) => one.rule === rule && one.indicator === indicator) ??
    settings.findLast((one) => one.rule === rule && one.indicator === undefined);
  const given = among(own);
  if (given !== undefined) return { setting: given, source: 'plan' };
  const fallback = among(DEFAULT_RULES);
  return fallback === undefined ? undefined : { setting: fallback, source: 'default' };
}

const ORDER = { stop: 0, warn: 1, ok: 2 } as const;

/**
 * Holds every indicator of two years against its limits: a finding where one is passed, and where the plan's own is kept. Where nothing
 * can be observed (no spread, no noise) a limit says nothing.
 */
export function indicatorFindings(
  { indicators, areas }: Pick<ResultDifferences, 'indicators' | 'areas'>,
  years: readonly [YearResults, YearResults],
  nations: ReadonlyMap<string, NationValues>,
  own: readonly IndicatorRuleSetting[],
): readonly IndicatorFinding[] {
  const findings: IndicatorFinding[] = [];
  for (const one of indicators)
    for (const [rule, value] of observed(one, nations.get(one.id), years, areas.same.length)) {
      const held = settingFor(rule, one.id, own);
      if (held === undefined || Number.isNaN(value)) continue;
      const { above, then } = held.setting;
      const state = value > above ? then : 'ok';
      if (state === 'ok' && held.source === 'default') continue;
      findings.push({ indicator: one.id, rule, observed: value, above, state, source: held.source });
    }
  return findings.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
}
