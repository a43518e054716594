import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { ColumnReader } from '../store/columns.ts';
import { profileChunk } from './chunkProfile.ts';
import { ColumnGatherer, type ColumnProfile } from './columnProfile.ts';

/** Name in the delivered file of every variable. */
export const sourcesOf = (specification: RegisterSpecification): ReadonlyMap<string, string> =>
  new Map(specification.columns.map(({ source, variable }) => [variable ?? source, source]));

/** The columns' profiles by one scan of a register-year that is stored already. */
export function scanProfile(
  store: ColumnReader,
  specification: RegisterSpecification,
  year: number,
  check: () => void,
): readonly ColumnProfile[] {
  const { register } = specification;
  const stored = store.registers().find((one) => one.register === register && one.year === year);
  if (stored === undefined) return [];
  const sources = sourcesOf(specification);
  const gatherers = stored.variables.map(({ name, type }) => new ColumnGatherer(name, sources.get(name) ?? name, type));
  const dictionaries: (readonly string[])[] = stored.variables.map(() => []);
  const names = stored.variables.map(({ name }) => name);
  store.scan(register, year, names, ({ rows, columns }) => {
    check();
    for (const [i, column] of columns.entries()) {
      gatherers[i]?.add(profileChunk(column.type, column.values, rows));
      if ('dictionary' in column) dictionaries[i] = column.dictionary;
    }
  });
  return gatherers.map((gatherer, i) => gatherer.profile(dictionaries[i] ?? []));
}
