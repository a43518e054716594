import { daysOfIso } from '../../../../shared/domain/dates/isoDate.ts';
import type { ScanColumn, Within } from '../scan.ts';
import { isWord, type Token } from './tokens.ts';

/*
 * What a statement says so plainly about one register that whole chunks can be passed over: comparisons of a column with a
 * literal, joined by AND. Anything else is left to SQLite, which tries every row of the chunks that remain.
 */

const ENDS = ['group', 'order', 'limit', 'having', 'window'];
/** With any of these a condition after WHERE need not hold for every row of the register that matters. */
const OTHERWISE = [
  'or',
  'not',
  'case',
  'union',
  'intersect',
  'except',
  'join',
  'exists',
  'with',
  'between',
  'is',
  'in',
];

const OPPOSITE: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '==': '=' };

function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (isWord(token, 'and')) parts.push([]);
    else parts.at(-1)?.push(token);
  return parts;
}

/** The number or text that tokens stand for, alone or with a sign. */
function literalOf(tokens: readonly Token[]): number | string | undefined {
  const [first, second] = tokens;
  if (tokens.length === 1 && first?.kind === 'text') return first.value;
  if (tokens.length === 1 && first?.kind === 'number') return Number(first.value);
  if (tokens.length === 2 && first?.value === '-' && second?.kind === 'number') return -Number(second.value);
  return undefined;
}

function limit(column: ScanColumn, operator: string, said: number | string): Within | undefined {
  // A date is a text in SQL; only a whole one can be held against days.
  const literal = column.dates === true ? (typeof said === 'string' ? daysOfIso(said) : undefined) : said;
  if (literal === undefined) return undefined;
  const numeric = column.type === 'integer' || column.type === 'decimal' || column.type === 'key';
  if (numeric && typeof literal === 'number' && Number.isFinite(literal)) {
    // Wider by nothing for < and >: their limit itself is tried row by row.
    if (operator === '=') return { column: column.name, least: literal, most: literal };
    return operator.startsWith('<') ? { column: column.name, most: literal } : { column: column.name, least: literal };
  }
  if (!numeric && typeof literal === 'string' && operator === '=') {
    const code = column.dictionary.indexOf(literal);
    // A word that the register does not have: no chunk reaches it.
    if (code < 1) return { column: column.name, least: Number.POSITIVE_INFINITY };
    return { column: column.name, least: code, most: code };
  }
  return undefined;
}

function conditionOf(part: readonly Token[], columns: ReadonlyMap<string, ScanColumn>): Within | undefined {
  const at = part.findIndex(({ kind, value }) => kind === 'sign' && Object.hasOwn(OPPOSITE, value));
  if (at < 0) return undefined;
  const operator = part[at]?.value ?? '';
  const columnOf = (tokens: readonly Token[]): ScanColumn | undefined => {
    const named = tokens.length === 3 && tokens[1]?.value === '.' ? tokens.slice(2) : tokens;
    const [only] = named;
    if (named.length !== 1 || (only?.kind !== 'name' && only?.kind !== 'quoted')) return undefined;
    return columns.get(only.value.toLowerCase());
  };
  const [left, right] = [part.slice(0, at), part.slice(at + 1)];
  const [column, literal] = [columnOf(left), literalOf(right)];
  if (column !== undefined && literal !== undefined) return limit(column, operator === '==' ? '=' : operator, literal);
  const [other, turned] = [columnOf(right), literalOf(left)];
  if (other !== undefined && turned !== undefined) return limit(other, OPPOSITE[operator] ?? '', turned);
  return undefined;
}

/** Conditions that every row of the only register that a statement names must fulfil. */
export function plainConditions(tokens: readonly Token[], columns: readonly ScanColumn[]): readonly Within[] {
  const where = tokens.findIndex((token) => isWord(token, 'where'));
  const selects = tokens.filter((token) => isWord(token, 'select')).length;
  if (where < 0 || selects !== 1 || tokens.some((token) => isWord(token, ...OTHERWISE))) return [];
  const rest = tokens.slice(where + 1);
  const end = rest.findIndex((token) => isWord(token, ...ENDS) || token.value === ';');
  const clause = end < 0 ? rest : rest.slice(0, end);
  if (clause.some(({ kind, value }) => kind === 'sign' && '()?'.includes(value))) return [];
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  return split(clause)
    .map((part) => conditionOf(part, byName))
    .filter((condition) => condition !== undefined);
}
