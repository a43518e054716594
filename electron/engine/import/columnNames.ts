import { DataError } from '../../../shared/errors/errors.ts';
import type { ColumnSpecification, RegisterSpecification } from '../../../shared/schemas/specification.ts';

/** The name by which a column stands in a file: its own, or one that it has had in other years; undefined when it does not. */
const nameIn = ({ source, names }: ColumnSpecification, header: ReadonlySet<string>): string | undefined =>
  header.has(source) ? source : names?.find(({ name }) => header.has(name))?.name;

/** The specification with every column's name as it stands in the file. Names in the project stay the same. */
export function namedAsIn(specification: RegisterSpecification, header: readonly string[]): RegisterSpecification {
  const there = new Set(header);
  const columns = specification.columns.map((column) => {
    const source = nameIn(column, there);
    return source === undefined || source === column.source
      ? column
      : {
          ...column,
          source,
          variable: 'variable' in column && column.variable !== undefined ? column.variable : column.source,
        };
  });
  return { ...specification, columns };
}

/** The columns of a file by their names in the project, in the order of the file. */
export function variablesOf(specification: RegisterSpecification, header: readonly string[]): readonly string[] {
  const named = new Map(
    namedAsIn(specification, header).columns.map(({ source, variable }) => [source, variable ?? source]),
  );
  return header.map((name) => named.get(name) ?? name);
}

/** Refuses a file whose columns have names that they have in other years only. */
export function checkNames(
  specification: RegisterSpecification,
  file: string,
  header: readonly string[],
  year: number,
): void {
  const there = new Set(header);
  for (const column of specification.columns) {
    const name = nameIn(column, there);
    const spans = column.names?.filter((one) => one.name === name) ?? [];
    if (name === undefined || name === column.source || spans.length === 0) continue;
    if (!spans.some(({ from, until }) => (from ?? year) <= year && year <= (until ?? year)))
      throw new DataError({ file, line: 1, column: name }, 'quality.aliasYear', { year });
  }
}
