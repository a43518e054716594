import type { ColumnSpecification, RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { parseNumber } from '../delimited/numbers.ts';
import { rowTexts } from '../delimited/opening.ts';
import { openDelimited } from '../delimited/stream.ts';
import { isCertainIdentifier, isPersonNumber, SUSPECT_SHARE } from './identifiers.ts';

const ROWS_LOOKED_AT = 50_000;
const MOST_CATEGORIES = 60;

/** Column names that say that the column identifies people. */
const IDENTIFYING =
  /^(?:person_?(?:nr|nummer)|pnr|personid|samordnings?(?:nr|nummer)|(?:för|for|efter)?_?namn|(?:gatu|post|bostads)?_?adress|e-?post|e_?mail|telefon(?:nr|nummer)?|mobil(?:nr|nummer)?)$/iu;
const KEY_NAME = /(?:lop_?nr|löp_?nr|_id|^id)$/iu;
const YEAR_NAME = /^(?:ar|år|year|referensar)$/iu;

/** What is seen of one column in the first rows. */
class Seen {
  readonly texts = new Set<string>();
  rows = 0;
  empty = 0;
  whole = true;
  number = true;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  zeroFirst = false;
  identifiers = 0;
  certain = false;

  add(field: string, decimal: ',' | '.'): void {
    const text = field.trim();
    this.rows += 1;
    if (text === '') {
      this.empty += 1;
      return;
    }
    if (this.texts.size <= MOST_CATEGORIES) this.texts.add(text);
    if (isPersonNumber(text)) this.identifiers += 1;
    if (isCertainIdentifier(text)) this.certain = true;
    const value = parseNumber(text, decimal);
    if (value === undefined) {
      this.number = false;
      this.whole = false;
      return;
    }
    if (!/^[+-]?\d+$/u.test(text)) this.whole = false;
    if (/^0\d/u.test(text)) this.zeroFirst = true;
    this.minimum = Math.min(this.minimum, value);
    this.maximum = Math.max(this.maximum, value);
  }

  get filled(): number {
    return this.rows - this.empty;
  }

  every(pattern: RegExp): boolean {
    return this.filled > 0 && [...this.texts].every((text) => pattern.test(text));
  }
}

function columnFor(source: string, seen: Seen): ColumnSpecification {
  const required = seen.empty === 0 ? { required: true } : {};
  if (
    IDENTIFYING.test(source) ||
    seen.certain ||
    (seen.identifiers > 0 && seen.identifiers >= seen.filled * SUSPECT_SHARE)
  )
    return { source, type: 'ignore', note: 'Ser ut att peka ut personer och läses därför inte.' };
  if (seen.every(/^\d{4}[ABC]\d{4}$/u)) return { source, type: 'area', level: 'deso', ...required };
  if (seen.every(/^\d{4}R\d{3}$/u)) return { source, type: 'area', level: 'regso', ...required };
  if (seen.filled > 0 && seen.whole && !seen.zeroFirst) {
    if (KEY_NAME.test(source) && seen.minimum >= 1) return { source, type: 'key', ...required };
    if (Math.max(Math.abs(seen.minimum), seen.maximum) <= 2_147_483_646)
      return { source, type: 'integer', ...required };
    return seen.minimum >= 1 ? { source, type: 'key', ...required } : { source, type: 'decimal', ...required };
  }
  if (seen.filled > 0 && seen.number && !seen.zeroFirst) return { source, type: 'decimal', ...required };
  return { source, type: 'category', ...required };
}

export interface Guessed {
  readonly specification: RegisterSpecification;
  /** Columns that seem to identify people and are left out. */
  readonly left: readonly string[];
}

/**
 * A specification to edit, from the first rows of a file: how it is written and what each column seems to hold. No
 * value of the file is in it, but for the years. What cannot be seen in the data, such as allowed codes, is left open.
 */
export async function guessSpecification(file: string): Promise<Guessed> {
  const stream = await openDelimited(file, {}, IMPORT_LIMITS);
  const { dialect, header } = stream;
  const seen = header.map(() => new Seen());
  let rows = 0;
  for await (const batch of stream.batches()) {
    for (let row = 0; row < batch.rows && rows < ROWS_LOOKED_AT; row += 1, rows += 1)
      for (const [i, field] of rowTexts(batch, row).entries()) seen[i]?.add(field, dialect.decimal);
    if (rows >= ROWS_LOOKED_AT) break;
  }
  const columns = header.map((source, i) => columnFor(source, seen[i] as Seen));
  const yearColumn = header.find((source, i) => YEAR_NAME.test(source) && columns[i]?.type === 'integer');
  const fileYear = /(?:19|20)\d\d/u.exec(stream.file)?.[0];
  const firstKey = columns.find((column, i) => column.type === 'key' && seen[i]?.empty === 0);
  const { delimiter, decimal, encoding } = dialect;
  const specification: RegisterSpecification = {
    version: 1,
    kind: 'register',
    register:
      stream.file
        .toLowerCase()
        .replace(/\..*$/u, '')
        .replaceAll(/[^a-zåäö0-9]+/gu, '-')
        .replace(/^[^a-zåäö]+/u, '')
        .replace(/-?(?:19|20)\d\d$/u, '')
        .slice(0, 40) || 'register',
    year: yearColumn === undefined ? Number(fileYear ?? 2000) : { column: yearColumn },
    dialect: { delimiter, decimal, encoding },
    columns,
    ...(firstKey === undefined ? {} : { unique: [firstKey.source] }),
  };
  return { specification, left: columns.filter(({ type }) => type === 'ignore').map(({ source }) => source) };
}
