import { DataError } from '../../../shared/errors/errors.ts';
import type { ColumnSpecification, Specification } from '../../../shared/schemas/specification.ts';
import { isCertainIdentifier, isPersonNumber } from './identifiers.ts';

/*
 * A specification that leaves the project holds names, forms and codes, and no value of the file. Where its texts come from:
 * names from the header row, codes for missing from the short list that programs write (preview/missingCodes.ts), everything else
 * from a person or from what ships. So a value can only get in where a row of data is taken for the header row.
 */

const LONG_NUMBER = /^[+-]?(?:\d[\d ]{4,}|\d+[.,]\d+)$/u;
const DATE = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$|^\d{1,2}[./]\d{1,2}[./]\d{4}$/u;

/** True for a text that names no column and codes nothing, but is a value: a long number, a date, what identifies somebody. */
const isValue = (text: string): boolean =>
  LONG_NUMBER.test(text) || DATE.test(text) || isPersonNumber(text) || isCertainIdentifier(text);

function* namesOf(column: ColumnSpecification): Generator<string> {
  yield column.source;
  if (column.variable !== undefined) yield column.variable;
  for (const { name } of column.names ?? []) yield name;
}

function* codesOf(column: ColumnSpecification): Generator<string> {
  if (column.type === 'ignore') return;
  yield* column.missing ?? [];
  if (column.type === 'category') yield* Object.keys(column.codes ?? {});
}

/** Refuses a specification that could not be written outside the project; says which column, never what stood there. */
export function refuseValues(specification: Specification, file: string): void {
  if (specification.kind !== 'register') return;
  for (const [i, column] of specification.columns.entries()) {
    if ([...namesOf(column)].some((name) => isValue(name.trim())))
      throw new DataError({ file, column: i + 1 }, 'import.spec.nameIsValue');
    if ([...codesOf(column)].some((code) => isPersonNumber(code) || isCertainIdentifier(code)))
      throw new DataError({ file, column: i + 1 }, 'import.spec.codeIsValue');
  }
}
