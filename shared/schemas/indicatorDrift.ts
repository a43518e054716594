import { z } from 'zod';

/*
 * Limits on how far an indicator may move from an earlier year before a run stops.
 */

/**
 * What is watched; what `above` is held against:
 * missing: more areas without a value, as a share of all; nation: relative change of the nation's value; location: shift of the median area in
 * standard deviations of the earlier year (interquartile range / 1.349); spread: |ln| of the ratio of interquartile ranges; distribution:
 * population stability index over the earlier tenths; rank: 1 - Spearman's correlation of the areas; base: relative change of the nation's
 * denominator; beyond-noise: share of areas that moved by more than register noise explains (5 % expected); definition: 1 when the
 * definition says something else for the years; absent: 1 when a value of the earlier year has none now; carried: 1 when this year's value is
 * taken from an earlier year's register.
 */
export const INDICATOR_RULES = [
  'missing',
  'nation',
  'location',
  'spread',
  'distribution',
  'rank',
  'base',
  'beyond-noise',
  'definition',
  'absent',
  'carried',
] as const;
export type IndicatorRule = (typeof INDICATOR_RULES)[number];

export const indicatorRuleSchema = z.strictObject({
  rule: z.enum(INDICATOR_RULES),
  /** The indicator that the limit holds for; every one when left out. */
  indicator: z.string().min(1).max(80).optional(),
  above: z.number().min(0).max(1_000_000),
  then: z.enum(['warn', 'stop']),
});
export type IndicatorRuleSetting = z.infer<typeof indicatorRuleSchema>;

export const indicatorRulesSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().max(500),
  note: z.string().max(2000).optional(),
  rules: z.array(indicatorRuleSchema).max(500),
});

/** A limit held against what was found for one indicator. */
export interface IndicatorFinding {
  readonly indicator: string;
  readonly rule: IndicatorRule;
  readonly observed: number;
  readonly above: number;
  readonly state: 'ok' | 'warn' | 'stop';
  readonly source: 'plan' | 'default';
}
