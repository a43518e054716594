import type { Condition, Value, VariableReference } from '../../../../shared/schemas/condition.ts';
import type { Measure } from '../../../../shared/schemas/indicator.ts';
import { registerName } from '../../../i18n/registerName.ts';
import type { Words } from '../../../i18n/words.ts';

/** A sentence with those that belong under it. */
export interface Line {
  readonly text: string;
  readonly lines: readonly Line[];
}

const OPERATORS: Readonly<Record<string, string>> = { '<': '<', '<=': '≤', '=': '=', '!=': '≠', '>=': '≥', '>': '>' };
const MOST_CODES = 12;

const leaf = (text: string): Line => ({ text, lines: [] });
const numberText = (value: number, { language }: Words): string =>
  value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { maximumFractionDigits: 6, useGrouping: false });

const variableText = ({ variable, join }: VariableReference): string =>
  join === undefined ? variable : `${join}.${variable}`;

const isSimple = (value: Value): boolean => typeof value === 'number' || 'variable' in value;
const within = (value: Value, words: Words): string =>
  isSimple(value) ? valueText(value, words) : `(${valueText(value, words)})`;

/** A number per record, as one formula. */
export function valueText(value: Value, words: Words): string {
  const { t } = words;
  const joined = (parts: readonly Value[], sign: string): string =>
    parts.map((part) => within(part, words)).join(` ${sign} `);
  if (typeof value === 'number') return numberText(value, words);
  if ('variable' in value) return variableText(value);
  if ('count' in value) return t('indicators.say.count', { join: value.count, where: inlineText(value.where, words) });
  if ('nationalQuantile' in value) {
    const { nationalQuantile: p, of, where, yearsBack } = value;
    const parameters = { of: valueText(of, words), where: inlineText(where, words), p: numberText(p, words) };
    const said = t(p === 0.5 ? 'indicators.say.nationalMedian' : 'indicators.say.nationalQuantile', parameters);
    return yearsBack === undefined ? said : `${said} ${t('indicators.say.yearsBack', { count: yearsBack })}`;
  }
  if ('add' in value) return joined(value.add, '+');
  if ('subtract' in value) return joined(value.subtract, '−');
  if ('multiply' in value) return joined(value.multiply, '·');
  if ('divide' in value) return joined(value.divide, '/');
  if ('roundUp' in value) return t('indicators.say.roundUp', { value: valueText(value.roundUp, words) });
  return t('indicators.say.roundDown', { value: valueText(value.roundDown, words) });
}

/** A condition that is one test, as a sentence; null for one that joins others. */
function testText(condition: Condition, words: Words): string | null {
  const { t } = words;
  if ('compare' in condition) {
    const [left, operator, right] = condition.compare;
    return `${valueText(left, words)} ${OPERATORS[operator] ?? operator} ${valueText(right, words)}`;
  }
  if ('between' in condition) {
    const [from, to] = condition.between;
    const value = valueText(condition.value, words);
    return t('indicators.say.between', { value, from: numberText(from, words), to: numberText(to, words) });
  }
  if ('in' in condition) {
    const { in: codes } = condition;
    const listed = codes.slice(0, MOST_CODES).join(', ');
    const more = codes.length - MOST_CODES;
    const variable = variableText(condition);
    if (codes.length === 1) return t('indicators.say.is', { variable, code: listed });
    return more > 0
      ? t('indicators.say.inMore', { variable, codes: listed, count: more })
      : t('indicators.say.in', { variable, codes: listed });
  }
  if ('missing' in condition) return t('indicators.say.missing', { variable: variableText(condition.missing) });
  if ('not' in condition && 'missing' in condition.not)
    return t('indicators.say.present', { variable: variableText(condition.not.missing) });
  return null;
}

/** A condition within a sentence. */
function inlineText(condition: Condition, words: Words): string {
  const { t } = words;
  const own = testText(condition, words);
  if (own !== null) return own;
  if ('not' in condition) return t('indicators.say.notInline', { what: inlineText(condition.not, words) });
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  if (parts.length === 0) return t('indicators.say.every');
  return parts
    .map((part) => (testText(part, words) === null ? `(${inlineText(part, words)})` : inlineText(part, words)))
    .join(` ${t('all' in condition ? 'indicators.say.and' : 'indicators.say.or')} `);
}

/** A condition as lines, those that are joined under the word that joins them. */
export function conditionLine(condition: Condition, words: Words): Line {
  const { t } = words;
  const own = testText(condition, words);
  if (own !== null) return leaf(own);
  if ('not' in condition) return { text: t('indicators.say.not'), lines: [conditionLine(condition.not, words)] };
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : [];
  const [only] = parts;
  if (only === undefined) return leaf(t('indicators.say.every'));
  if (parts.length === 1) return conditionLine(only, words);
  return {
    text: t('all' in condition ? 'indicators.say.all' : 'indicators.say.any'),
    lines: parts.map((part) => conditionLine(part, words)),
  };
}

/** One part of a measure under its own heading. */
export interface Part {
  readonly heading: string;
  readonly line: Line;
}

const percentile = (p: number, words: Words): string => numberText(Number((100 * p).toPrecision(12)), words);

/** What is computed from the population, by kind of measure. */
export function measureParts(measure: Measure, words: Words): readonly Part[] {
  const { t } = words;
  const part = (heading: string, line: Line): Part => ({ heading, line });
  const what = (text: string): Part => part(t('indicators.measure'), leaf(text));
  const value = (of: Value): Part => part(t('indicators.value'), leaf(valueText(of, words)));
  const weight = (of: Value | undefined): Part[] =>
    of === undefined ? [] : [part(t('indicators.weight'), leaf(valueText(of, words)))];
  switch (measure.kind) {
    case 'share':
      return [
        what(t('indicators.kind.share')),
        part(t('indicators.numerator'), conditionLine(measure.numerator, words)),
        ...weight(measure.weight),
      ];
    case 'rate': {
      const { register, where } = measure.numerator;
      const every: Condition = { all: [] };
      const line = conditionLine(where ?? every, words);
      return [
        what(t('indicators.kind.rate', { per: words.format.count(measure.per) })),
        part(
          t('indicators.numerator'),
          register === undefined ? line : { text: registerName(register, words), lines: [line] },
        ),
      ];
    }
    case 'mean':
      return [what(t('indicators.kind.mean')), value(measure.value), ...weight(measure.weight)];
    case 'median':
      return [what(t('indicators.kind.median')), value(measure.value)];
    case 'quantile':
      return [what(t('indicators.kind.quantile', { p: percentile(measure.p, words) })), value(measure.value)];
    case 'quantile-ratio': {
      const parameters = { upper: percentile(measure.upper, words), lower: percentile(measure.lower, words) };
      return [what(t('indicators.kind.quantileRatio', parameters)), value(measure.value)];
    }
    case 'count':
      return [what(t('indicators.kind.count'))];
    case 'sum':
      return [what(t('indicators.kind.sum')), value(measure.value)];
    case 'ratio':
      return [
        what(t('indicators.kind.ratio', { per: words.format.count(measure.per) })),
        part(t('indicators.numerator'), termLine(measure.numerator, words)),
        part(t('indicators.denominator'), termLine(measure.denominator, words)),
      ];
    case 'standardised':
      break;
  }
  return [
    what(t('indicators.kind.standardised', { per: words.format.count(measure.per) })),
    part(t('indicators.numerator'), conditionLine(measure.numerator, words)),
    part(t('indicators.strata'), leaf(measure.fromAges.map((age) => numberText(age, words)).join(', '))),
  ];
}

function termLine(term: Extract<Measure, { kind: 'ratio' }>['numerator'], words: Words): Line {
  const { t } = words;
  const { register, where, value } = term;
  const summed =
    value === undefined ? t('indicators.say.records') : t('indicators.say.sumOf', { value: valueText(value, words) });
  const text = register === undefined ? summed : `${registerName(register, words)}: ${summed}`;
  return { text, lines: where === undefined ? [] : [conditionLine(where, words)] };
}
