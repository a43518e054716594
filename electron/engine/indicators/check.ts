import type { Condition, Value, VariableReference } from '../../../shared/schemas/condition.ts';
import type { Join } from '../../../shared/schemas/indicator.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { RegisterYear, VariableType } from '../store/columns.ts';
import { type DefinitionProblem, type DefinitionSource, placeOf } from './problem.ts';

type Path = readonly PropertyKey[];

/** Which registers a definition reads for one value, the population's first. */
export function registersOf({ definition }: DefinitionSource): readonly string[] {
  const { population, joins = [], measure } = definition;
  const events = measure.kind === 'rate' ? measure.numerator.register : undefined;
  return [
    ...new Set([population.register, ...joins.map((join) => join.register), ...(events === undefined ? [] : [events])]),
  ];
}

/** Where conditions and values stand: which register's own variables, and what they may use. */
interface Setting {
  readonly register: string;
  readonly joins: ReadonlyMap<string, Join>;
  /** Within a count of members: only the members' own variables. */
  readonly insideCount: boolean;
  readonly insideNational: boolean;
}

/**
 * Checks that every name in a definition leads somewhere and that types fit. Without `registers` only what the file
 * itself can tell; with them, the registers of one year that the definition is to be computed on.
 */
export function checkDefinition(
  source: DefinitionSource,
  registers?: readonly RegisterYear[],
): readonly DefinitionProblem[] {
  const { definition, file } = source;
  const problems: DefinitionProblem[] = [];
  const report = (path: Path, key: TextKey, parameters: TextParameters = {}): void => {
    problems.push({ id: definition.id, file, place: placeOf(path), key, parameters });
  };

  const joins = new Map<string, Join>();
  const typeOf = (register: string, variable: string): VariableType | 'unknown' | 'unchecked' => {
    if (registers === undefined) return 'unchecked';
    const entry = registers.find((candidate) => candidate.register === register);
    if (entry === undefined) return 'unchecked';
    return entry.variables.find(({ name }) => name === variable)?.type ?? 'unknown';
  };
  const requireType = (
    path: Path,
    register: string,
    variable: string,
    allowed: readonly VariableType[],
    expected: string,
  ): void => {
    const type = typeOf(register, variable);
    if (type === 'unchecked') return;
    const year = registers?.[0]?.year ?? 0;
    if (type === 'unknown') report(path, 'indicators.unknownVariable', { variable, register, year });
    else if (!allowed.includes(type)) report(path, 'indicators.typeClash', { variable, register, type, expected });
  };
  const registerThere = (path: Path, register: string): void => {
    if (registers !== undefined && !registers.some((entry) => entry.register === register))
      report(path, 'indicators.unknownRegister', { register });
  };

  const variable = (
    reference: VariableReference,
    path: Path,
    setting: Setting,
    allowed: readonly VariableType[],
    expected: string,
  ): void => {
    if (reference.join === undefined) {
      requireType([...path, 'variable'], setting.register, reference.variable, allowed, expected);
      return;
    }
    const join = setting.joins.get(reference.join);
    if (setting.insideCount) report([...path, 'join'], 'indicators.joinInCount');
    else if (join === undefined) report([...path, 'join'], 'indicators.unknownJoin', { join: reference.join });
    else if (join.many === true) report([...path, 'join'], 'indicators.manyAsOne', { join: reference.join });
    else requireType([...path, 'variable'], join.register, reference.variable, allowed, expected);
  };

  const value = (node: Value, path: Path, setting: Setting): void => {
    if (typeof node === 'number') return;
    if ('variable' in node) variable(node, path, setting, ['integer', 'decimal'], 'integer, decimal');
    else if ('count' in node) {
      const join = setting.joins.get(node.count);
      if (setting.insideCount) report([...path, 'count'], 'indicators.joinInCount');
      else if (join === undefined) report([...path, 'count'], 'indicators.unknownJoin', { join: node.count });
      else if (join.many !== true) report([...path, 'count'], 'indicators.oneCounted', { join: node.count });
      else
        condition(node.where, [...path, 'where'], {
          register: join.register,
          joins: new Map(),
          insideCount: true,
          insideNational: setting.insideNational,
        });
    } else if ('nationalQuantile' in node) {
      if (setting.insideNational || setting.insideCount) report(path, 'indicators.nestedNational');
      const inner = { ...setting, insideNational: true };
      value(node.of, [...path, 'of'], inner);
      condition(node.where, [...path, 'where'], inner);
    } else if ('roundUp' in node) value(node.roundUp, [...path, 'roundUp'], setting);
    else if ('roundDown' in node) value(node.roundDown, [...path, 'roundDown'], setting);
    else {
      for (const [key, parts] of Object.entries(node))
        for (const [i, part] of parts.entries()) value(part, [...path, key, i], setting);
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
    else if ('missing' in node) {
      const types: readonly VariableType[] = ['key', 'integer', 'decimal', 'category', 'area'];
      variable(node.missing, [...path, 'missing'], setting, types, '');
    } else {
      const texts = node.in.filter((code) => typeof code === 'string').length;
      if (texts !== 0 && texts !== node.in.length) report([...path, 'in'], 'indicators.mixedList');
      else if (texts > 0) variable(node, path, setting, ['category', 'area'], 'category, area');
      else variable(node, path, setting, ['integer', 'decimal'], 'integer, decimal');
    }
  };

  const own: Setting = {
    register: definition.population.register,
    joins,
    insideCount: false,
    insideNational: false,
  };

  const joinAt = (join: Join, path: Path): void => {
    const from = join.from === undefined ? undefined : joins.get(join.from);
    if (joins.has(join.name)) report([...path, 'name'], 'indicators.joinTwice', { join: join.name });
    if (join.from !== undefined && from === undefined)
      report([...path, 'from'], 'indicators.unknownJoin', { join: join.from });
    if (from?.many === true) report([...path, 'from'], 'indicators.manyAsOne', { join: from.name });
    registerThere([...path, 'register'], join.register);
    requireType([...path, 'key'], from?.register ?? own.register, join.key, ['key'], 'key');
    requireType([...path, 'key'], join.register, join.key, ['key'], 'key');
    joins.set(join.name, join);
  };

  registerThere(['population', 'register'], own.register);
  for (const [i, join] of (definition.joins ?? []).entries()) joinAt(join, ['joins', i]);
  condition(definition.population.where, ['population', 'where'], own);
  const { measure } = definition;
  switch (measure.kind) {
    case 'share':
      condition(measure.numerator, ['measure', 'numerator'], own);
      break;
    case 'rate': {
      const { register, where } = measure.numerator;
      if (register !== undefined) registerThere(['measure', 'numerator', 'register'], register);
      const foreign = register !== undefined && register !== own.register;
      if (where !== undefined)
        condition(where, ['measure', 'numerator', 'where'], foreign ? { ...own, register, joins: new Map() } : own);
      break;
    }
    case 'ratio':
      for (const side of ['numerator', 'denominator'] as const) {
        const { where, value: amount } = measure[side];
        if (where !== undefined) condition(where, ['measure', side, 'where'], own);
        if (amount !== undefined) value(amount, ['measure', side, 'value'], own);
      }
      break;
    case 'mean':
    case 'median':
    case 'quantile':
    case 'sum':
      value(measure.value, ['measure', 'value'], own);
      break;
    case 'count':
      break;
  }
  const countsOnly = measure.kind === 'share' || measure.kind === 'rate';
  if (definition.missing === 'count-as-no' && !countsOnly) report(['missing'], 'indicators.countAsNo');
  return problems;
}
