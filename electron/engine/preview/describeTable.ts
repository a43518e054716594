import { DataError } from '../../../shared/errors/errors.ts';
import type { Preview, PreviewColumn, PreviewOptions, PreviewProblem } from '../../../shared/schemas/preview.ts';
import type { Delimiter } from '../delimited/dialect.ts';
import { columnProblems } from './columnProblems.ts';
import { type Fit, fitsOf, GOOD_FIT } from './fit.ts';
import { type Guess, type GuessedColumn, guessColumn, numbersIn } from './guessColumn.ts';
import { missingCodesOf } from './missingCodes.ts';
import { ColumnProfile } from './profile.ts';
import { numberSigns, type NumberSigns } from './signs.ts';
import { withFit } from './withFit.ts';
import { yearOfData } from './yearOfData.ts';

const SHOWN_ROWS = 50;
const SHOWN_FITS = 3;
/** What stands in place of a value that identifies a person. */
export const MASK = '•••';
/** Longer texts are cut in what is shown. */
const SHOWN_LENGTH = 200;
/** A longer name is no name. */
const LONGEST_NAME = 500;

export interface SeenRow {
  /** Line in the file, or the row's number where there are no lines. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The sampled rows of a file of whatever format. */
export interface SeenTable {
  readonly file: string;
  readonly names: readonly string[];
  /** From the beginning of the table on. */
  readonly rows: readonly SeenRow[];
  /** From further on; their lines are not known. */
  readonly later: readonly SeenRow[];
  readonly header: boolean;
  /** What the numbers are written with, where it is known. */
  readonly signs?: NumberSigns;
  readonly delimiter: Delimiter;
}

export interface Described extends Pick<Preview, 'columns' | 'firstRows' | 'fits' | 'year'> {
  readonly signs: NumberSigns;
  readonly problems: readonly PreviewProblem[];
}

const chosen = <T>(value: T): Guess<T> => ({ value, confidence: 1, why: ['chosen'] });

/** What a person says of a column goes before what is seen. */
function withChoices(name: string, guessed: GuessedColumn, given: PreviewOptions): GuessedColumn {
  const type = given.types !== undefined && Object.hasOwn(given.types, name) ? given.types[name] : undefined;
  const role = given.roles !== undefined && Object.hasOwn(given.roles, name) ? given.roles[name] : undefined;
  return {
    type: type === undefined ? guessed.type : chosen(type),
    role: role === undefined ? guessed.role : chosen(role),
    masked: guessed.masked || role === 'identifier',
  };
}

const COUNTED: ReadonlySet<string> = new Set(['integer', 'decimal', 'year', 'key']);

function columnOf(
  name: string,
  position: number,
  profile: ColumnProfile,
  guessed: GuessedColumn,
  signs: NumberSigns,
  best: Fit | undefined,
): PreviewColumn {
  const { type, role, masked } = guessed;
  const numbers = numbersIn(profile, signs);
  const bounded = COUNTED.has(type.value) && !masked && numbers.share > 0.8 && Number.isFinite(numbers.min);
  const fitted = best?.columns.find((column) => column.position === position - 1);
  const identifies = masked ? profile.watch.found?.kind : undefined;
  return {
    name,
    position,
    type: { ...type, why: [...type.why] },
    role: { ...role, why: [...role.why] },
    masked,
    ...(identifies === undefined ? {} : { identifies }),
    missingShare: profile.rows === 0 ? 0 : (profile.rows - profile.filled) / profile.rows,
    missingCodes: masked ? [] : missingCodesOf(profile, type.value, signs),
    distinct: { count: profile.texts.size, more: profile.overflow },
    min: bounded ? numbers.min : null,
    max: bounded ? numbers.max : null,
    ...(fitted === undefined ? {} : { fits: { variable: fitted.column.source, accepted: fitted.accepted } }),
  };
}

/** What each column of a table seems to hold, which specification fits, and what is wrong. */
export function describeTable(table: SeenTable, given: PreviewOptions): Described {
  const { file, names, rows, later, header, delimiter } = table;
  const endless = names.findIndex((name) => name.length > LONGEST_NAME);
  if (endless >= 0) throw new DataError({ file, column: endless + 1 }, 'preview.badColumnName', { most: LONGEST_NAME });
  const profiles = names.map((name) => new ColumnProfile(name));
  for (const part of [rows, later])
    for (const { fields } of part) for (const [i, profile] of profiles.entries()) profile.add(fields[i] ?? '');
  const forms = profiles.map((profile) => profile.forms);
  const signs = table.signs ?? numberSigns(forms, delimiter, given);
  const fits = fitsOf({ names, profiles, signs, header });
  const best = fits[0] !== undefined && fits[0].fit.score >= GOOD_FIT ? fits[0] : undefined;
  const guesses = names.map((name, i) => {
    const profile = profiles[i] as ColumnProfile;
    return withChoices(name, withFit(guessColumn(name, profile, signs), best, i, profile), given);
  });
  const columns = names.map((name, i) =>
    columnOf(name, i + 1, profiles[i] as ColumnProfile, guesses[i] as GuessedColumn, signs, best),
  );
  const year = yearOfData(file, columns, profiles, given.year);
  const shown = (field: string, i: number): string =>
    guesses[i]?.masked === true && field.trim() !== '' ? MASK : field.slice(0, SHOWN_LENGTH);
  return {
    signs,
    columns,
    firstRows: rows.slice(0, SHOWN_ROWS).map(({ fields }) => fields.map(shown)),
    fits: fits.slice(0, SHOWN_FITS).map(({ fit }) => ({ ...fit, missing: [...fit.missing], extra: [...fit.extra] })),
    year,
    problems: columnProblems({ rows, profiles, signs, columns, year }),
  };
}
