import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import type { BadRow, BadRows } from './rules.ts';

/*
 * What lies behind many refused rows, where their pattern tells: more than each of them says on its own. No values.
 */

export interface Hint {
  readonly key: TextKey;
  readonly parameters: TextParameters;
}

/** The divisions into areas that the project has, and the one that a year stands on when it is not among them. */
export interface Divisions {
  readonly known: readonly string[];
  missingFor(year: number): string | null;
}

export interface Refused {
  readonly badRows: BadRows;
  readonly rowsRead: number;
  readonly specification: RegisterSpecification;
  readonly divisions: Divisions;
  readonly years: readonly number[];
  /** The last line of each file that holds a row that is kept; only when the files have been read to their ends. */
  readonly lastKept?: ReadonlyMap<string, number>;
}

/** So many unknown areas, in so large a share of the rows, are no slips of the pen. */
const MANY_ROWS = 20;
const LARGE_SHARE = 0.005;

function notesHint({ badRows, specification, lastKept }: Refused): Hint | undefined {
  if (specification.dialect?.footnotes === true || lastKept === undefined) return undefined;
  const belowAll = ({ file, line, rule }: BadRow): boolean =>
    rule === 'fields' && line > (lastKept.get(file) ?? Infinity);
  const note = badRows.list().find(belowAll);
  return note === undefined
    ? undefined
    : { key: 'import.hint.footnotes', parameters: { file: note.file, line: note.line } };
}

function areaHints({ badRows, rowsRead, divisions, years }: Refused): readonly Hint[] {
  if (divisions.known.length === 0) return [];
  return badRows.counts().flatMap(({ column, rule, count }): Hint[] => {
    if (rule !== 'area' || count < MANY_ROWS || count < LARGE_SHARE * rowsRead) return [];
    const known = divisions.known.join(', ');
    const missing = years.flatMap((year) => {
      const division = divisions.missingFor(year);
      return division === null ? [] : [{ year, division }];
    })[0];
    return missing === undefined
      ? [{ key: 'import.hint.otherDivision', parameters: { column, known } }]
      : [{ key: 'import.hint.missingDivision', parameters: { column, known, ...missing } }];
  });
}

export function hintsFor(refused: Refused): readonly Hint[] {
  const notes = notesHint(refused);
  return [...(notes === undefined ? [] : [notes]), ...areaHints(refused)];
}
