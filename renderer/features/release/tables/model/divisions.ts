import type { ReleaseDivision } from '../../../../../shared/schemas/releasePlan.ts';
import type { Variable } from './registers.ts';

export type Division = ReleaseDivision;
export type Category = ReleaseDivision['categories'][number];

/** Limits that ages are most often shown by. */
const AGES = [0, 18, 25, 45, 65];

const MOST_CLASSES = 100;

const both = (text: string): { sv: string; en: string } => ({ sv: text, en: text });

/** What a plan takes as a code: letters, digits and a few signs, at most forty of them. */
export function codeOf(text: string): string {
  const plain = text
    .replaceAll(/[^\p{L}\p{N} _.–+-]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .slice(0, 40)
    .trim();
  return /^[\p{L}\p{N}]/u.test(plain) ? plain : `k${plain}`.slice(0, 40);
}

interface Named {
  readonly code: string;
  readonly label: { sv: string; en: string };
}

/** A class or group by another Swedish name; its code and its English name follow as long as they said the same as the old one. */
export function renamed<T extends Named>(named: T, name: string, unnamed: string): T {
  const { code, label } = named;
  const sv = name === '' ? ' ' : name;
  return {
    ...named,
    code: code === codeOf(label.sv) || code === codeOf(unnamed) ? codeOf(name === '' ? unnamed : name) : code,
    label: { sv, en: label.en === label.sv ? sv : label.en },
  };
}

/** One class for each code that the specification tells of. */
export function classPerCode({ codes }: Variable): readonly Category[] {
  const used = new Set<string>();
  return codes.slice(0, MOST_CLASSES).map(({ code, label }) => {
    const named = codeOf(label ?? code);
    const own = used.has(named) ? codeOf(code) : named;
    used.add(own);
    return { code: own, label: both(label ?? code), values: [code] };
  });
}

/** Classes of a whole number from their lowest values: the last has no end. Not in order, or fewer than two: no classes. */
export function classesFrom(limits: readonly number[]): readonly Category[] {
  const sorted = [...new Set(limits.filter(Number.isInteger))].sort((a, b) => a - b);
  return sorted.map((from, at) => {
    const next = sorted[at + 1];
    const name =
      next === undefined
        ? `${String(from)}+`
        : next - 1 === from
          ? String(from)
          : `${String(from)}–${String(next - 1)}`;
    return { code: name, label: both(name), from, ...(next === undefined ? {} : { to: next - 1 }) };
  });
}

/** Whether classes are said in full by their lowest values. */
export const isByLimits = (categories: readonly Category[]): boolean =>
  JSON.stringify(categories) === JSON.stringify(classesFrom(limitsOf(categories)));

/** The lowest values of the classes, as a person writes them. */
export const limitsOf = (categories: readonly Category[]): readonly number[] =>
  categories.flatMap(({ from }) => (from === undefined ? [] : [from]));

/** Rows that no class takes get one of their own, so that nobody is left out unseen. */
export const OTHERS: NonNullable<ReleaseDivision['rest']> = {
  code: 'övriga',
  label: { sv: 'övriga och uppgift saknas', en: 'others and missing' },
};

/** How a variable is divided before anyone has said otherwise. */
export function startDivision(variable: Variable): ReleaseDivision {
  const isNumber = variable.type === 'integer';
  return {
    name: both(variable.name),
    variable: variable.name,
    categories: [...(isNumber ? classesFrom(AGES) : classPerCode(variable))],
    rest: OTHERS,
  };
}

/** The division with other classes: groups follow a class that has another code, and lose one that is gone. */
export function withClasses(
  division: ReleaseDivision,
  categories: readonly Category[],
  rest: ReleaseDivision['rest'] = division.rest,
): ReleaseDivision {
  const { groups, rest: _before, ...own } = division;
  const said = rest === undefined ? own : { ...own, rest };
  if (groups === undefined) return { ...said, categories: [...categories] };
  const before = [...division.categories, division.rest];
  const now = [...categories, rest];
  const renamedTo = new Map(
    before.length === now.length ? before.map((one, at) => [one?.code ?? '', now[at]?.code ?? '']) : [],
  );
  const known = new Set(now.map((one) => one?.code));
  const kept = groups.map((group) => ({
    ...group,
    categories: group.categories.map((code) => renamedTo.get(code) ?? code).filter((code) => known.has(code)),
  }));
  return { ...said, categories: [...categories], groups: kept };
}

/** What keeps a division from being counted; null when nothing does. */
export function divisionFault({
  categories,
  variable,
  rest,
  groups = [],
}: ReleaseDivision): 'variable' | 'classes' | 'codes' | null {
  if (variable === '') return 'variable';
  if (categories.length < 2) return 'classes';
  const named = [...categories, ...(rest === undefined ? [] : [rest]), ...groups].map(({ code }) => code);
  const codes = new Set(named);
  const isEmpty = ({ values, from, to, code }: Category): boolean =>
    code.trim() === '' || (values === undefined ? from === undefined && to === undefined : values.length === 0);
  if (codes.size < named.length || named.some((code) => code.trim() === '')) return 'codes';
  return categories.some(isEmpty) || groups.some((group) => group.categories.length === 0) ? 'codes' : null;
}
