import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { Preview, PreviewColumn, PreviewDialect, SpecificationChanges } from '../../../shared/schemas/preview.ts';
import type {
  ColumnSpecification,
  RegisterSpecification,
  Specification,
} from '../../../shared/schemas/specification.ts';
import { plainName } from './columnNames.ts';
import { GOOD_FIT } from './fit.ts';
import { shippedRegister, shippedSpecifications } from './shippedSpecifications.ts';

type ChosenColumn = NonNullable<SpecificationChanges['columns']>[string];
type ChosenType = NonNullable<ChosenColumn['type']>;

const LEVELS: ReadonlySet<string> = new Set(['deso', 'regso', 'municipality', 'county']);
const IDENTIFIES = 'Ser ut att peka ut personer och läses därför inte.';
const FREE_TEXT = 'Fritext, som kan peka ut personer, och läses därför inte.';

/** How a column is imported when no shipped specification knows it. */
function guessedType({ type, role }: PreviewColumn): ChosenType {
  if (role.value === 'identifier' || (type.value === 'text' && !role.value.endsWith('key'))) return 'ignore';
  if (type.value === 'area') return LEVELS.has(role.value) ? (role.value as ChosenType) : 'category';
  if (type.value === 'year') return 'integer';
  if (type.value === 'text') return 'category';
  return type.value;
}

function columnFor(column: PreviewColumn, chosen: ChosenColumn | undefined): ColumnSpecification {
  const type = chosen?.pseudonymise === true ? 'key' : (chosen?.type ?? guessedType(column));
  const source = column.name;
  const variable = chosen?.variable === undefined ? {} : { variable: chosen.variable };
  if (type === 'ignore') {
    const note = column.role.value === 'identifier' ? IDENTIFIES : column.type.value === 'text' ? FREE_TEXT : undefined;
    return { source, type, ...(note === undefined ? {} : { note }) };
  }
  const missing = chosen?.missing ?? column.missingCodes.flatMap(({ code, suspected }) => (suspected ? [] : [code]));
  const required = chosen?.required ?? column.missingShare === 0;
  const valued = {
    source,
    ...variable,
    ...(required ? { required: true } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
  };
  if (type === 'deso' || type === 'regso' || type === 'municipality' || type === 'county')
    return { ...valued, type: 'area', level: type };
  if (type === 'key' && chosen?.pseudonymise === true) return { ...valued, type, pseudonymise: true };
  return { ...valued, type };
}

/** A shipped specification's column under the file's own name, with the missing codes that the file uses. */
function shippedColumn(
  shipped: ColumnSpecification,
  column: PreviewColumn,
  chosen: ChosenColumn | undefined,
): ColumnSpecification {
  const renamed = column.name === shipped.source ? {} : { source: column.name, variable: shipped.source };
  if (shipped.type === 'ignore') return { ...shipped, ...renamed };
  const found = column.missingCodes.flatMap(({ code, suspected }) => (suspected ? [] : [code]));
  const missing = chosen?.missing ?? [...new Set([...(shipped.missing ?? []), ...found])];
  const { missing: _old, ...rest } = shipped;
  return {
    ...rest,
    ...renamed,
    ...(chosen?.variable === undefined ? {} : { variable: chosen.variable }),
    ...(chosen?.required === undefined ? {} : { required: chosen.required }),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
  };
}

/** Names that a specification can hold: neither endless nor with control characters in them. */
const NAME = /^[^\p{Cc}]{1,120}$/u;

const firstLine = (line: number): { headerLine?: number } => (line > 1 ? { headerLine: line } : {});

/** How the file is written, as far as it differs from what every reader takes for granted. */
const dialectOf = (seen: PreviewDialect): NonNullable<RegisterSpecification['dialect']> => ({
  delimiter: seen.delimiter,
  decimal: seen.decimal,
  encoding: seen.encoding,
  ...(seen.quote === '"' ? {} : { quote: seen.quote }),
  ...(seen.thousands === '' ? {} : { thousands: seen.thousands }),
  ...(seen.header ? {} : { header: false }),
  ...firstLine(seen.header ? seen.headerLine : seen.firstDataLine),
  ...(seen.footnoteLines > 0 ? { footnotes: true } : {}),
});

const registerName = (file: string): string =>
  file
    .toLowerCase()
    .replace(/\..*$/u, '')
    .replaceAll(/[^a-zåäö0-9]+/gu, '-')
    .replace(/^[^a-zåäö]+/u, '')
    .replace(/-?(?:19|20)\d\d$/u, '')
    .slice(0, 40) || 'register';

function yearFor(preview: Preview, changes: SpecificationChanges): RegisterSpecification['year'] {
  if (changes.year !== undefined) return changes.year;
  const { column, value } = preview.year;
  if (preview.year.from === 'column' && column !== undefined) return { column };
  if (value === null) throw new UserError('input', 'preview.yearUnknown', { file: preview.file.name });
  return value;
}

/**
 * The import specification that a preview and a person's changes make: the shipped specification that fits best where
 * one fits well, else what was guessed. No value of the file is in it but the year.
 * @throws UserError when the year is not known and not said, DataError when a column's name cannot be one
 */
export function specificationFrom(preview: Preview, changes: SpecificationChanges = {}): Specification {
  if (preview.format === 'geojson') return { version: 1, kind: 'geometry' };
  // Figures about areas: no records, but they can tell how many people are known to live where.
  if (preview.format === 'px' || preview.format === 'json-stat') return { version: 1, kind: 'area-key' };
  const [fit] = preview.fits;
  const proposed = fit !== undefined && fit.score >= GOOD_FIT ? fit : undefined;
  const dialect = preview.dialect === null ? {} : { dialect: dialectOf(preview.dialect) };
  if (proposed?.kind === 'area-key' && changes.specification === undefined)
    return { version: 1, kind: 'area-key', ...dialect };
  if (proposed?.kind === 'area-changes' && changes.specification === undefined) {
    const list = shippedSpecifications().find((one) => one.id === proposed.specification)?.specification;
    if (list?.kind === 'area-changes') return { ...list, ...dialect };
  }
  const id = changes.specification === undefined ? proposed?.specification : (changes.specification ?? undefined);
  const shipped = id === undefined ? undefined : shippedRegister(id);
  for (const { name, position } of preview.columns)
    if (!NAME.test(name))
      throw new DataError({ file: preview.file.name, line: 1, column: position }, 'preview.badColumnName', {
        most: 120,
      });
  const byName = new Map((shipped?.columns ?? []).map((column) => [plainName(column.source), column]));
  // Columns that the file does not name are the specification's in their order, as they were when it was held against them.
  const named = preview.dialect?.header !== false || shipped?.columns.length !== preview.columns.length;
  const columns = preview.columns.map((column, i): ColumnSpecification => {
    const chosen =
      changes.columns !== undefined && Object.hasOwn(changes.columns, column.name)
        ? changes.columns[column.name]
        : undefined;
    const known = named ? byName.get(plainName(column.name)) : shipped?.columns[i];
    return known === undefined || chosen?.type !== undefined || column.role.value === 'identifier'
      ? columnFor(column, chosen)
      : shippedColumn(known, column, chosen);
  });
  const variables = new Map(
    columns.flatMap((column) =>
      column.type === 'ignore' ? [] : [[column.variable ?? column.source, column.type] as const],
    ),
  );
  const firstKey = preview.columns.find(({ missingShare }, i) => columns[i]?.type === 'key' && missingShare === 0);
  const unique = changes.unique ?? shipped?.unique ?? (firstKey === undefined ? [] : [firstKey.name]);
  const held = unique.filter((name) => variables.has(name) && variables.get(name) !== 'decimal');
  const links = (shipped?.links ?? []).filter(({ variable }) => variables.get(variable) === 'key');
  return {
    version: 1,
    kind: 'register',
    register: changes.register ?? shipped?.register ?? registerName(preview.file.name),
    year: yearFor(preview, changes),
    ...dialect,
    columns,
    ...(held.length > 0 ? { unique: held } : {}),
    ...(links.length > 0 ? { links: [...links] } : {}),
  };
}
