import { DataError } from '../../../shared/errors/errors.ts';
import {
  type RegisterSpecification,
  type Specification,
  specificationSchema,
} from '../../../shared/schemas/specification.ts';
import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';
import { type JsonFile, readJsonFileWithPlaces } from '../jsonfile/readJson.ts';
import { variableOf } from './registerYear.ts';

/**
 * Reads an import specification and checks what its form alone does not say; errors point into the file. `pseudonymised`:
 * columns that will be keys of pseudonyms whatever the file says of them.
 */
export async function readSpecification(file: string, pseudonymised: readonly string[] = []): Promise<Specification> {
  const read = await readJsonFileWithPlaces(file, specificationSchema);
  if (read.value.kind === 'register') checkRegister(read.value, read, pseudonymised);
  return read.value;
}

function checkRegister(
  specification: RegisterSpecification,
  file: JsonFile<Specification>,
  pseudonymised: readonly string[],
): void {
  const refuse = (path: readonly (string | number)[], key: TextKey, parameters: TextParameters = {}): never => {
    throw new DataError(file.placeOf(path), key, parameters);
  };
  const sources = new Set<string>();
  const variables = new Map<string, string>();
  for (const [i, column] of specification.columns.entries()) {
    if (sources.has(column.source)) refuse(['columns', i], 'import.spec.sourceTwice', { column: column.source });
    sources.add(column.source);
    const type = pseudonymised.includes(column.source) ? 'key' : column.type;
    if (type === 'ignore') continue;
    const variable = variableOf(column);
    if (variables.has(variable)) refuse(['columns', i], 'import.spec.variableTwice', { variable });
    variables.set(variable, type);
    if ('min' in column && column.min !== undefined && column.max !== undefined && column.min > column.max)
      refuse(['columns', i, 'min'], 'import.spec.emptyRange', { variable });
  }
  for (const [i, variable] of (specification.unique ?? []).entries()) {
    const type = variables.get(variable);
    if (type === undefined) refuse(['unique', i], 'import.spec.noVariable', { variable });
    if (type === 'decimal') refuse(['unique', i], 'import.spec.decimalKey', { variable });
  }
  for (const [i, { variable }] of (specification.links ?? []).entries())
    if (variables.get(variable) !== 'key') refuse(['links', i, 'variable'], 'import.spec.notKey', { variable });
  const { decimal, thousands } = specification.dialect ?? {};
  if (thousands !== undefined && thousands === decimal) refuse(['dialect', 'thousands'], 'import.spec.sameSigns');
  if (variables.size === 0) refuse(['columns'], 'import.spec.nothingStored');
  if (typeof specification.year === 'object') {
    const { column } = specification.year;
    const found = specification.columns.find(({ source }) => source === column);
    if (found?.type !== 'integer') refuse(['year'], 'import.spec.yearColumn', { column });
  }
}
