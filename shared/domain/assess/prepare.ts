import type { Exclusion, ImputeBy, Method, MissingRules } from '../../schemas/method.ts';
import { MethodError } from './methodError.ts';
import { TOLERANCE } from './presence.ts';

/** Where a value that is missing may be taken from. All positions and columns are those of all areas. */
export interface ImputationSources {
  /** Code of each area's place; empty = none. Undefined where such places are not known. */
  readonly placesOf: (by: 'municipality' | 'county' | 'nation' | 'area-type') => readonly string[] | undefined;
  /** Neighbours of each area. */
  readonly neighbours: () => readonly (readonly number[])[] | undefined;
  /** Last year's values in the order of the areas, one column per indicator. */
  readonly lastYear: () => readonly Float64Array[] | undefined;
  readonly people: Float64Array | undefined;
}

export interface Prepared {
  /** As given, with gaps filled and groups with too few values emptied. */
  readonly columns: readonly Float64Array[];
  /** Per column and area: 0 as given, else the position of the rule that filled it plus 1. */
  readonly filled: readonly Uint8Array[];
  readonly rules: MissingRules;
  /** Reason per area; empty = takes part. */
  readonly excluded: readonly string[];
}

/** The rules of a method for values that are missing; none for a socio-economic index. */
export const missingRulesOf = (method: Method): MissingRules =>
  method.kind === 'sei' ? [] : (method.missing?.rules ?? []);

/** True when areas have to be prepared before the method is carried out. */
export const needsPreparation = (method: Method): boolean =>
  missingRulesOf(method).length > 0 || (method.exclude ?? []).length > 0;

/**
 * Carries out a method's exclusions and its rules for missing values. Excluded areas take no part in anything that follows, and lend no
 * values. For each rule, in order: an area with values of less than `leastShare` of the rule's indicators is taken to lack them all;
 * in the others each gap is filled, by `impute`: last year's value of the area itself, or the mean of the values that were there from the
 * start, of its neighbours or of the areas of its place, weighted by people where they are known. A gap without such values stays.
 * @param columns one per indicator of the method, NaN where missing
 * @param columnOf any column of the area file, for exclusions
 * @throws MethodError for a rule about something unknown, or that needs what is not there
 */
export function prepareAreas(
  method: Method,
  areas: readonly string[],
  columns: readonly Float64Array[],
  columnOf: (name: string) => Float64Array | undefined,
  sources: ImputationSources,
): Prepared {
  const excluded = exclusions(method.exclude ?? [], areas, columnOf);
  const rules = missingRulesOf(method);
  const given = columns.map((column) => column.map((value, i) => (excluded[i] === '' ? value : Number.NaN)));
  const result = given.map((column) => column.slice());
  const filled = columns.map(() => new Uint8Array(areas.length));
  rules.forEach((rule, at) => {
    const members = membersOf(method, rule.for, ['missing', 'rules', at, 'for']);
    const least = rule.leastShare ?? 0;
    const value = rule.impute === undefined ? undefined : filler(rule.impute, at, given, sources);
    for (let area = 0; area < areas.length; area += 1) {
      if (excluded[area] !== '') continue;
      const there = members.filter((j) => !Number.isNaN(given[j]?.[area])).length;
      const enough = there / members.length >= least - TOLERANCE;
      for (const j of members) {
        const column = result[j] as Float64Array;
        if (!enough) column[area] = Number.NaN;
        else if (value !== undefined && Number.isNaN(column[area])) {
          const found = value(j, area);
          if (Number.isNaN(found)) continue;
          column[area] = found;
          (filled[j] as Uint8Array)[area] = at + 1;
        }
      }
    }
  });
  return { columns: result, filled, rules, excluded };
}

function exclusions(
  rules: readonly Exclusion[],
  areas: readonly string[],
  columnOf: (name: string) => Float64Array | undefined,
): string[] {
  const reasons = areas.map(() => '');
  const position = new Map(areas.map((code, i) => [code, i]));
  rules.forEach(({ reason, areas: named, where }, at) => {
    const exclude = (i: number): void => {
      // The first reason that fits is the one told.
      if (reasons[i] === '') reasons[i] = reason;
    };
    named?.forEach((code, n) => {
      const i = position.get(code);
      if (i === undefined)
        throw new MethodError({ path: ['exclude', at, 'areas', n] }, 'assess.excludeUnknownArea', { area: code });
      exclude(i);
    });
    if (where === undefined) return;
    const column = columnOf(where.column);
    if (column === undefined)
      throw new MethodError({ path: ['exclude', at, 'where', 'column'] }, 'assess.excludeUnknownColumn', {
        id: where.column,
      });
    column.forEach((value, i) => {
      if (value > (where.above ?? Infinity) || value < (where.below ?? -Infinity)) exclude(i);
    });
  });
  if (reasons.every((reason) => reason !== '') && areas.length > 0)
    throw new MethodError({ path: ['exclude'] }, 'assess.allExcluded');
  return reasons;
}

/** The indicators that ids name: indicators, groups with all below them, or factors. */
function membersOf(method: Method, ids: readonly string[], path: readonly (string | number)[]): number[] {
  if (method.kind === 'sei') return [];
  const within = (id: string): number[] => {
    if (method.kind === 'problem-count')
      return method.indicators.flatMap((one, j) => (one.id === id || one.factor === id ? [j] : []));
    const parents = new Map((method.groups ?? []).map((group) => [group.id, group.parent]));
    return method.indicators.flatMap((one, j) => {
      if (one.id === id) return [j];
      const seen = new Set<string>();
      for (let above = one.parent ?? null; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
        if (above === id) return [j];
        seen.add(above);
      }
      return [];
    });
  };
  const members = ids.flatMap((id, at) => {
    const found = within(id);
    if (found.length === 0) throw new MethodError({ path: [...path, at] }, 'assess.unknownMember', { id });
    return found;
  });
  return [...new Set(members)];
}

function filler(
  by: ImputeBy,
  at: number,
  given: readonly Float64Array[],
  sources: ImputationSources,
): (indicator: number, area: number) => number {
  const path = ['missing', 'rules', at, 'impute'];
  const lacking = (): MethodError => new MethodError({ path }, `assess.imputeLacks.${by}`);
  if (by === 'last-year') {
    const then = sources.lastYear();
    if (then === undefined) throw lacking();
    return (j, area) => then[j]?.[area] ?? Number.NaN;
  }
  const mean = (j: number, members: readonly number[]): number => {
    let sum = 0;
    let total = 0;
    for (const i of members) {
      const value = given[j]?.[i] ?? Number.NaN;
      const weight = sources.people === undefined ? 1 : (sources.people[i] as number);
      if (Number.isNaN(value) || !(weight > 0)) continue;
      sum += weight * value;
      total += weight;
    }
    return total > 0 ? sum / total : Number.NaN;
  };
  if (by === 'neighbours') {
    const neighbours = sources.neighbours();
    if (neighbours === undefined) throw lacking();
    return (j, area) => mean(j, neighbours[area] ?? []);
  }
  const places = sources.placesOf(by);
  if (places === undefined) throw lacking();
  const members = new Map<string, number[]>();
  places.forEach((code, i) => {
    if (code === '') return;
    const own = members.get(code);
    if (own === undefined) members.set(code, [i]);
    else own.push(i);
  });
  const known = new Map<string, number>();
  return (j, area) => {
    const code = places[area] ?? '';
    const key = `${j} ${code}`;
    const value = known.get(key) ?? mean(j, members.get(code) ?? []);
    known.set(key, value);
    return value;
  };
}
