import type { Condition, Value } from '../../../../../shared/schemas/condition.ts';
import type { IndicatorDefinition, Measure } from '../../../../../shared/schemas/indicator.ts';

/*
 * What stands where nothing has been chosen yet, and what becomes of a part when its kind is changed: as much of it as the
 * other kind can hold.
 */

export const CONDITION_KINDS = ['all', 'any', 'not', 'compare', 'between', 'in', 'missing'] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

export const VALUE_KINDS = [
  'variable',
  'number',
  'count',
  'nationalQuantile',
  'add',
  'subtract',
  'multiply',
  'divide',
  'roundUp',
  'roundDown',
] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

export const MEASURE_KINDS = [
  'share',
  'rate',
  'mean',
  'median',
  'quantile',
  'quantile-ratio',
  'count',
  'sum',
  'ratio',
  'standardised',
] as const satisfies readonly Measure['kind'][];

export const EVERYONE: Condition = { all: [] };
export const NO_VARIABLE: Value = { variable: '' };
export const BLANK_TEST: Condition = { compare: [NO_VARIABLE, '=', 0] };

export const conditionKind = (condition: Condition): ConditionKind =>
  CONDITION_KINDS.find((kind) => Object.hasOwn(condition, kind)) ?? 'all';

export const valueKind = (value: Value): ValueKind =>
  typeof value === 'number' ? 'number' : (VALUE_KINDS.find((kind) => Object.hasOwn(value, kind)) ?? 'variable');

/** The value that a test is about. */
function testedValue(condition: Condition): Value {
  if ('compare' in condition) return condition.compare[0];
  if ('between' in condition) return condition.value;
  if ('missing' in condition) return condition.missing;
  if ('in' in condition) return reference(condition);
  return NO_VARIABLE;
}

interface Reference {
  readonly variable: string;
  readonly join?: string | undefined;
}
const reference = ({ variable, join }: Reference): Reference =>
  join === undefined ? { variable } : { variable, join };
const referenceOf = (value: Value): Reference =>
  typeof value === 'object' && 'variable' in value ? reference(value) : { variable: '' };

export function conditionOf(kind: ConditionKind, from: Condition): Condition {
  const before = conditionKind(from);
  if (kind === before) return from;
  if (kind === 'all' || kind === 'any') {
    const parts = 'all' in from ? from.all : 'any' in from ? from.any : [from];
    return kind === 'all' ? { all: parts } : { any: parts };
  }
  if (kind === 'not') return { not: from };
  // A group or a negation gives way to the first test in it.
  const parts = 'all' in from ? from.all : 'any' in from ? from.any : 'not' in from ? [from.not] : undefined;
  if (parts !== undefined) return conditionOf(kind, parts[0] ?? BLANK_TEST);
  const value = testedValue(from);
  if (kind === 'compare') return { compare: [value, '=', 0] };
  if (kind === 'between') return { between: [0, 0], value };
  if (kind === 'missing') return { missing: referenceOf(value) };
  return { in: [], ...referenceOf(value) };
}

/** The values that a value is made of. */
function partsOf(value: Value): readonly Value[] {
  if (typeof value !== 'object') return [value];
  if ('add' in value) return value.add;
  if ('subtract' in value) return value.subtract;
  if ('multiply' in value) return value.multiply;
  if ('divide' in value) return value.divide;
  if ('roundUp' in value) return [value.roundUp];
  if ('roundDown' in value) return [value.roundDown];
  if ('nationalQuantile' in value) return [value.of];
  return [value];
}

export function valueOf(kind: ValueKind, from: Value): Value {
  if (kind === valueKind(from)) return from;
  const parts = partsOf(from);
  const [first = NO_VARIABLE, second = 1] = parts;
  switch (kind) {
    case 'number':
      return parts.find((part) => typeof part === 'number') ?? 0;
    case 'variable':
      return parts.find((part) => typeof part === 'object' && 'variable' in part) ?? NO_VARIABLE;
    case 'count':
      return { count: '', where: EVERYONE };
    case 'nationalQuantile':
      return { nationalQuantile: 0.5, of: first, where: EVERYONE };
    case 'add':
      return { add: parts.length > 1 ? parts : [first, second] };
    case 'multiply':
      return { multiply: parts.length > 1 ? parts : [first, second] };
    case 'subtract':
      return { subtract: [first, second] };
    case 'divide':
      return { divide: [first, second] };
    case 'roundUp':
      return { roundUp: first };
    case 'roundDown':
      break;
  }
  return { roundDown: first };
}

/** The parts of a measure that another kind can take over. */
function partsOfMeasure(measure: Measure): { numerator: Condition; value: Value; per: number } {
  const per = 'per' in measure ? measure.per : 1000;
  switch (measure.kind) {
    case 'share':
    case 'standardised':
      return { numerator: measure.numerator, value: NO_VARIABLE, per };
    case 'rate':
      return { numerator: measure.numerator.where ?? EVERYONE, value: NO_VARIABLE, per };
    case 'ratio':
      return { numerator: measure.numerator.where ?? EVERYONE, value: measure.numerator.value ?? NO_VARIABLE, per };
    case 'count':
      return { numerator: EVERYONE, value: NO_VARIABLE, per };
    case 'mean':
    case 'median':
    case 'quantile':
    case 'quantile-ratio':
    case 'sum':
      break;
  }
  return { numerator: EVERYONE, value: measure.value, per };
}

export function measureOf(kind: Measure['kind'], from: Measure): Measure {
  if (kind === from.kind) return from;
  const { numerator, value, per } = partsOfMeasure(from);
  switch (kind) {
    case 'share':
      return { kind, numerator };
    case 'rate':
      return { kind, per, numerator: { where: numerator } };
    case 'mean':
    case 'median':
    case 'sum':
      return { kind, value };
    case 'quantile':
      return { kind, p: 0.5, value };
    case 'quantile-ratio':
      return { kind, upper: 0.9, lower: 0.1, value };
    case 'count':
      return { kind };
    case 'ratio':
      return { kind, per: 1, numerator: { where: numerator }, denominator: {} };
    case 'standardised':
      break;
  }
  return {
    kind: 'standardised',
    per,
    numerator,
    age: { variable: '' },
    fromAges: [20, 35, 50],
    sex: { variable: '' },
    sexes: ['1', '2'],
    standard: 'nation',
  };
}

/** A definition to begin with: the share of everyone in a register who fulfils a condition that is still to be said. */
export const blankDefinition = (register: string): IndicatorDefinition => ({
  version: 1,
  id: '',
  revision: 1,
  name: { sv: '', en: '' },
  note: { sv: '', en: '' },
  source: '',
  factor: 'background',
  direction: 0,
  unit: 'percent',
  decimals: 1,
  problemVariable: false,
  exampleThreshold: null,
  reference: { time: { sv: '31 december', en: '31 December' }, carryYears: 0 },
  population: { register, where: EVERYONE },
  measure: { kind: 'share', numerator: BLANK_TEST },
  missing: 'leave-out',
});
