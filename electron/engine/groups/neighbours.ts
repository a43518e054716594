import { DataError } from '../../../shared/errors/errors.ts';
import { readDelimited } from '../delimited/table.ts';

/**
 * Pairs of neighbouring areas: a delimited file with a header, the two codes in its first two columns. A pair may stand once
 * or in both directions.
 * @throws DataError with line and column for a file of fewer columns, or a code that is not among the areas
 */
export function readNeighbours(path: string, areas: readonly string[]): (readonly [string, string])[] {
  const table = readDelimited(path);
  const { file, header } = table;
  const [first, second] = header;
  if (first === undefined || second === undefined) throw new DataError({ file, line: 1 }, 'groups.contiguityColumns');
  const known = new Set(areas);
  return table.rows.map((row, i) => {
    const pair = [(row[0] ?? '').trim(), (row[1] ?? '').trim()] as const;
    pair.forEach((code, at) => {
      if (!known.has(code))
        throw new DataError(
          { file, line: table.lineOf(i), column: at === 0 ? first : second },
          'groups.unknownNeighbour',
        );
    });
    return pair;
  });
}
