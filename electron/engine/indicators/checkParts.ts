import type { Condition, Value, VariableReference } from '../../../shared/schemas/condition.ts';
import type { IndicatorDefinition, Join, Measure } from '../../../shared/schemas/indicator.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { RegisterYear, VariableType } from '../store/columns.ts';

export type Path = readonly PropertyKey[];
export type Report = (path: Path, key: TextKey, parameters?: TextParameters) => void;

interface Part<T> {
  readonly path: Path;
  readonly is: T;
}

/** What of a definition names registers and variables, and where it stands in the file. */
export interface Parts {
  readonly joins: Part<readonly Join[]>;
  readonly population: Part<IndicatorDefinition['population']>;
  readonly measure: Part<Measure>;
}

/** The registers that a definition is to be computed on, and the year of the population's. */
export interface Available {
  readonly registers: readonly RegisterYear[];
  readonly year: number;
}

interface SeenJoin {
  readonly join: Join;
  /** Years before the population's register, the joins on the way counted. */
  readonly back: number;
}

/** Where conditions and values stand: which register's own variables, how old, and what they may use. */
interface Setting {
  readonly register: string;
  readonly back: number;
  readonly joins: ReadonlyMap<string, SeenJoin>;
  /** Within a count of members: only the members' own variables. */
  readonly insideCount: boolean;
  readonly insideNational: boolean;
}

const NUMBERS: readonly VariableType[] = ['integer', 'decimal'];
const CODES: readonly VariableType[] = ['category', 'area'];
const ANY: readonly VariableType[] = ['key', 'integer', 'decimal', 'category', 'area'];

/** Checks names and types; without `available` only that joins are used as they may be. */
export function checkParts(parts: Parts, available: Available | undefined, report: Report): void {
  const requireType = (
    path: Path,
    register: string,
    back: number,
    variable: string,
    allowed: readonly VariableType[],
  ): void => {
    const year = (available?.year ?? 0) - back;
    const entry = available?.registers.find((one) => one.register === register && one.year === year);
    if (entry === undefined) return;
    const type = entry.variables.find(({ name }) => name === variable)?.type;
    if (type === undefined) report(path, 'indicators.unknownVariable', { variable, register, year });
    else if (!allowed.includes(type))
      report(path, 'indicators.typeClash', { variable, register, type, expected: allowed.join(', ') });
  };
  const registerThere = (path: Path, register: string, back: number): void => {
    if (available === undefined) return;
    const year = available.year - back;
    if (available.registers.some((entry) => entry.register === register && entry.year === year)) return;
    if (back === 0) report(path, 'indicators.unknownRegister', { register });
    else report(path, 'indicators.noRegister', { register, year });
  };

  const variable = (
    reference: VariableReference,
    path: Path,
    setting: Setting,
    allowed: readonly VariableType[],
  ): void => {
    if (reference.join === undefined) {
      requireType([...path, 'variable'], setting.register, setting.back, reference.variable, allowed);
      return;
    }
    const seen = setting.joins.get(reference.join);
    const at = [...path, 'join'];
    if (setting.insideCount) report(at, 'indicators.joinInCount');
    else if (seen === undefined) report(at, 'indicators.unknownJoin', { join: reference.join });
    else if (seen.join.many === true) report(at, 'indicators.manyAsOne', { join: reference.join });
    else requireType([...path, 'variable'], seen.join.register, seen.back, reference.variable, allowed);
  };

  const value = (node: Value, path: Path, setting: Setting): void => {
    if (typeof node === 'number') return;
    if ('variable' in node) variable(node, path, setting, NUMBERS);
    else if ('count' in node) {
      const seen = setting.joins.get(node.count);
      const at = [...path, 'count'];
      if (setting.insideCount) report(at, 'indicators.joinInCount');
      else if (seen === undefined) report(at, 'indicators.unknownJoin', { join: node.count });
      else if (seen.join.many !== true) report(at, 'indicators.oneCounted', { join: node.count });
      else
        condition(node.where, [...path, 'where'], {
          register: seen.join.register,
          back: seen.back,
          joins: new Map(),
          insideCount: true,
          insideNational: setting.insideNational,
        });
    } else if ('nationalQuantile' in node) {
      if (setting.insideNational || setting.insideCount) report(path, 'indicators.nestedNational');
      const back = node.yearsBack ?? 0;
      if (back > 0) registerThere([...path, 'yearsBack'], setting.register, setting.back + back);
      // Of an earlier year only that register's own variables can be told.
      const inner: Setting =
        back === 0
          ? { ...setting, insideNational: true }
          : { ...setting, back: setting.back + back, joins: new Map(), insideNational: true };
      value(node.of, [...path, 'of'], inner);
      condition(node.where, [...path, 'where'], inner);
    } else if ('roundUp' in node) value(node.roundUp, [...path, 'roundUp'], setting);
    else if ('roundDown' in node) value(node.roundDown, [...path, 'roundDown'], setting);
    else {
      for (const [key, terms] of Object.entries(node))
        for (const [i, term] of terms.entries()) value(term, [...path, key, i], setting);
    }
  };

  const condition = (node: Condition, path: Path, setting: Setting): void => {
    if ('all' in node) for (const [i, part] of node.all.entries()) condition(part, [...path, 'all', i], setting);
    else if ('any' in node) for (const [i, part] of node.any.entries()) condition(part, [...path, 'any', i], setting);
    else if ('not' in node) condition(node.not, [...path, 'not'], setting);
    else if ('compare' in node) {
      value(node.compare[0], [...path, 'compare', 0], setting);
      value(node.compare[2], [...path, 'compare', 2], setting);
    } else if ('between' in node) value(node.value, [...path, 'value'], setting);
    else if ('missing' in node) variable(node.missing, [...path, 'missing'], setting, ANY);
    else {
      const texts = node.in.filter((code) => typeof code === 'string').length;
      if (texts !== 0 && texts !== node.in.length) report([...path, 'in'], 'indicators.mixedList');
      else variable(node, path, setting, texts > 0 ? CODES : NUMBERS);
    }
  };

  const { register } = parts.population.is;
  const seen = new Map<string, SeenJoin>();
  const own: Setting = { register, back: 0, joins: seen, insideCount: false, insideNational: false };
  registerThere([...parts.population.path, 'register'], register, 0);
  for (const [i, join] of parts.joins.is.entries()) {
    const path = [...parts.joins.path, i];
    const from = join.from === undefined ? undefined : seen.get(join.from);
    const back = (from?.back ?? 0) + (join.yearsBack ?? 0);
    if (seen.has(join.name)) report([...path, 'name'], 'indicators.joinTwice', { join: join.name });
    if (join.from !== undefined && from === undefined)
      report([...path, 'from'], 'indicators.unknownJoin', { join: join.from });
    if (from?.join.many === true) report([...path, 'from'], 'indicators.manyAsOne', { join: from.join.name });
    registerThere([...path, 'register'], join.register, back);
    requireType([...path, 'key'], from?.join.register ?? register, from?.back ?? 0, join.key, ['key']);
    requireType([...path, 'key'], join.register, back, join.key, ['key']);
    seen.set(join.name, { join, back });
  }
  condition(parts.population.is.where, [...parts.population.path, 'where'], own);
  measured(parts.measure.is, parts.measure.path);

  /** The setting of a sum over another register than the population's: its own variables only. */
  function settingOf(other: string | undefined, path: Path): Setting {
    if (other === undefined || other === register) return own;
    registerThere([...path, 'register'], other, 0);
    return { ...own, register: other, joins: new Map() };
  }

  function measured(measure: Measure, path: Path): void {
    const at = (key: string): Path => [...path, key];
    if ('value' in measure) value(measure.value, at('value'), own);
    if ('weight' in measure && measure.weight !== undefined) value(measure.weight, at('weight'), own);
    if (measure.kind === 'share') condition(measure.numerator, at('numerator'), own);
    else if (measure.kind === 'rate') {
      const { register: other, where } = measure.numerator;
      const setting = settingOf(other, at('numerator'));
      if (where !== undefined) condition(where, [...at('numerator'), 'where'], setting);
    } else if (measure.kind === 'ratio')
      for (const side of ['numerator', 'denominator'] as const) {
        const { register: other, where, value: amount } = measure[side];
        const setting = settingOf(other, at(side));
        if (where !== undefined) condition(where, [...at(side), 'where'], setting);
        if (amount !== undefined) value(amount, [...at(side), 'value'], setting);
      }
    else if (measure.kind === 'standardised') {
      condition(measure.numerator, at('numerator'), own);
      variable(measure.age, at('age'), own, NUMBERS);
      variable(measure.sex, at('sex'), own, CODES);
    }
  }
}
