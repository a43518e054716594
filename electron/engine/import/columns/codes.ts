import type { StoredColumnSpecification } from '../../../../shared/schemas/specification.ts';
import { MISSING_CODE } from '../../store/columns.ts';
import { isCertainIdentifier } from '../identifiers.ts';
import type { QuickFields } from '../quick/quickFields.ts';
import type { Rule } from '../rules.ts';
import { ByteDictionary } from './byteDictionary.ts';
import { type ColumnFiller, DirectIdentifier } from './column.ts';

const BLANK = 0x20;
const LONGEST_CODE = 200;
/** Twice as many texts as a column may have codes: the stage stops long before (`MOST_CODES`). */
const MOST_HELD = 2_000_000;
/** How often a batch is gone through again for the sake of texts that are new in it. */
const MOST_TURNS = 8;

/** Form of the codes of each level (SCB): county, municipality, RegSO, DeSO. */
const FORMS: Readonly<Record<AreaColumn['level'], RegExp>> = {
  county: /^\d{2}$/u,
  municipality: /^\d{4}$/u,
  regso: /^\d{4}R\d{3}$/u,
  deso: /^\d{4}[ABC]\d{4}$/u,
};

type AreaColumn = Extract<StoredColumnSpecification, { type: 'area' }>;
type CategoryColumn = Extract<StoredColumnSpecification, { type: 'category' }>;

const REFUSED = ['code', 'area', 'tooLong', 'areaLevel'] as const satisfies readonly Rule[];
type Refusal = (typeof REFUSED)[number];
const refusal = (rule: Refusal): number => -1 - REFUSED.indexOf(rule);

/** A column of codes; `accept` says what is wrong with a text that is seen for the first time, if anything. */
function codeFiller(
  type: 'category' | 'area',
  specification: AreaColumn | CategoryColumn,
  quick: QuickFields | undefined,
  accept: (text: string) => Refusal | undefined,
): ColumnFiller {
  const dictionary: string[] = [''];
  const missing = new Set(specification.missing);
  const required = specification.required === true;
  const codes = new ByteDictionary((text) => {
    if (missing.has(text)) return MISSING_CODE;
    if (text.length > LONGEST_CODE || dictionary.length > MOST_HELD) return refusal('tooLong');
    if (isCertainIdentifier(text)) throw new DirectIdentifier();
    const wrong = accept(text);
    if (wrong !== undefined) return refusal(wrong);
    return dictionary.push(text) - 1;
  });
  const table = quick?.codeTable();
  return {
    type,
    texts: dictionary,
    fill: (batch, field, into, at, onFault) => {
      const { bytes, starts, ends, columns, rows } = batch;
      const values = into as Uint32Array;
      /** Reads one field; true when it has brought a text into the table. */
      const read = (row: number): boolean => {
        const place = row * columns + field;
        let start = starts[place] as number;
        let end = ends[place] as number;
        while (start < end && bytes[start] === BLANK) start += 1;
        while (end > start && bytes[end - 1] === BLANK) end -= 1;
        const code = start === end ? MISSING_CODE : codes.code(bytes, start, end);
        values[at + row] = code > 0 ? code : MISSING_CODE;
        if (code < 0) onFault(row, REFUSED[-1 - code] ?? 'code');
        else if (code === MISSING_CODE && required) onFault(row, 'missing');
        else if (table !== undefined) return table.add(bytes, starts[place] as number, ends[place] as number, code);
        return false;
      };
      if (quick === undefined || table === undefined) {
        for (let row = 0; row < rows; row += 1) read(row);
        return;
      }
      // A text that is new is likely to be that of the next rows too: files come sorted by area.
      let first = 0;
      for (let turn = 0; first < rows; turn += 1) {
        const left = quick.codes(batch, field, values, at, table, !required, first);
        first = rows;
        for (const row of left)
          if (read(row) && turn < MOST_TURNS) {
            first = row + 1;
            break;
          }
      }
    },
  };
}

export function categoryFiller(specification: CategoryColumn, quick?: QuickFields): ColumnFiller {
  const allowed = specification.codes === undefined ? undefined : new Set(Object.keys(specification.codes));
  return codeFiller('category', specification, quick, (text) =>
    allowed === undefined || allowed.has(text) ? undefined : 'code',
  );
}

/** `known`: the areas of the project's key at this level, or undefined when it has none yet. */
export function areaFiller(
  specification: AreaColumn,
  known: ReadonlySet<string> | undefined,
  quick?: QuickFields,
): ColumnFiller {
  const form = FORMS[specification.level];
  return codeFiller('area', specification, quick, (text) => {
    if (!form.test(text)) return Object.values(FORMS).some((other) => other.test(text)) ? 'areaLevel' : 'area';
    return known === undefined || known.has(text) ? undefined : 'area';
  });
}
