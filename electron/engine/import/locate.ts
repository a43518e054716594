import { DataError } from '../../../shared/errors/errors.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { isCertainIdentifier } from './identifiers.ts';
import type { PieceSource } from './pieces/piece.ts';
import { storedColumns } from './registerYear.ts';

/** Position in the file of every stored column; refuses what is missing and what the specification does not name. */
export function locate(
  specification: RegisterSpecification,
  { file, header }: Pick<PieceSource, 'file' | 'header'>,
): readonly number[] {
  const positions = new Map(header.map((name, i) => [name, i]));
  for (const { source, type } of specification.columns)
    if (type !== 'ignore' && !positions.has(source))
      throw new DataError({ file, line: 1, column: source }, 'delimited.missingColumn');
  if (specification.allowOtherColumns !== true) {
    const named = new Set(specification.columns.map(({ source }) => source));
    for (const [i, name] of header.entries())
      if (!named.has(name)) {
        // A file without a header row has its first record there: a name that looks like a value is not repeated.
        const shown = /\d{4}/u.test(name) || isCertainIdentifier(name) ? i + 1 : name;
        throw new DataError({ file, line: 1, column: shown }, 'import.unknownColumn');
      }
  }
  return storedColumns(specification).map(({ source }) => positions.get(source) ?? 0);
}
