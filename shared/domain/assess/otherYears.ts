import type { Method } from '../../schemas/method.ts';
import { MethodError } from './methodError.ts';
import { needsBaseYear } from './problemRules.ts';

/** The areas of a year and their columns by indicator id, as a project has them. */
export interface YearColumns {
  readonly codes: readonly string[];
  readonly columnOf: (id: string) => Float64Array | undefined;
}

/** The years that a method's names stand for in a project: the base year of its thresholds, the year that fills gaps. */
export interface NamedYears {
  readonly base: number | undefined;
  readonly last: number | undefined;
}

const YEAR = /^\d{4}$/u;

function yearIn(name: string, path: readonly string[], key: 'assess.baseYearNoYear' | 'assess.lastYearNoYear'): number {
  if (!YEAR.test(name)) throw new MethodError({ path }, key);
  return Number(name);
}

/** @throws MethodError where a year is needed and not named, or a name is no year */
export function namedYears(method: Method): NamedYears {
  const missing = method.kind === 'sei' ? undefined : method.missing;
  const fills = (missing?.rules ?? []).some(({ impute }) => impute === 'last-year');
  const last =
    fills && missing?.lastYear !== undefined
      ? yearIn(missing.lastYear.name, ['missing', 'lastYear', 'name'], 'assess.lastYearNoYear')
      : undefined;
  if (method.kind !== 'problem-count' || !needsBaseYear(method)) return { base: undefined, last };
  if (method.baseYear === undefined) throw new MethodError({ path: [] }, 'assess.baseYearUnnamed');
  return { base: yearIn(method.baseYear.name, ['baseYear', 'name'], 'assess.baseYearNoYear'), last };
}
