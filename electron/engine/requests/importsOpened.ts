import type { Preview, PreviewOptions } from '../../../shared/schemas/preview.ts';
import type { RegisterSpecification, Specification } from '../../../shared/schemas/specification.ts';
import { namedAsIn } from '../import/columnNames.ts';
import type { EarlierYear } from './importsEarlier.ts';
import type { Choices } from './importsProposal.ts';
import { type Chosen, reuse } from './importsReuse.ts';

/* A file read by a specification that the person has opened in the window, with what they change in it. */

type Dialect = NonNullable<RegisterSpecification['dialect']>;

/** How the specification says that the file is written, as far as a preview can be told. */
export function openedOptions(opened: Specification | undefined): PreviewOptions {
  const dialect: Dialect = opened !== undefined && 'dialect' in opened ? (opened.dialect ?? {}) : {};
  const { encoding, delimiter, quote, decimal, thousands, header, headerLine } = dialect;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined || quote === 'none' ? {} : { quote }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(thousands === undefined || thousands === "'" ? {} : { thousands }),
    ...(header === undefined ? {} : { header }),
    ...(headerLine === undefined ? {} : { firstLine: headerLine }),
  };
}

/** What of the specification's dialect the person has not said otherwise. */
function dialectLeft(opened: Dialect, options: Choices['options']): Dialect {
  const said = new Set<string>(Object.keys(options));
  if (said.has('firstLine')) said.add('headerLine');
  return Object.fromEntries(Object.entries(opened).filter(([key]) => !said.has(key)));
}

/** Columns that the file does not name are the specification's, in their order. */
function underNames(opened: RegisterSpecification, { columns, dialect }: Preview): RegisterSpecification {
  const names = columns.map(({ name }) => name);
  if (dialect?.header !== false || opened.columns.length !== columns.length) return namedAsIn(opened, names);
  return {
    ...opened,
    columns: opened.columns.map((column, i) => ({
      ...column,
      source: names[i] ?? column.source,
      variable: column.variable ?? column.source,
    })),
  };
}

/** The opened specification for this file: what it does not know is guessed, what the person has chosen holds before it. */
export function asOpened(
  guessed: RegisterSpecification,
  opened: RegisterSpecification,
  preview: Preview,
  chosen: Chosen,
  choices: Choices,
): RegisterSpecification {
  const specification = underNames(opened, preview);
  const base = reuse(guessed, { specification }, preview, chosen);
  const { note, name, revision, missing, allowOtherColumns } = specification;
  const columnOfYear = typeof opened.year === 'object' ? opened.year.column : undefined;
  // A number is the year of the file that it was written for; this file may say its own.
  const year =
    choices.year ??
    (columnOfYear !== undefined && preview.columns.some((column) => column.name === columnOfYear)
      ? { column: columnOfYear }
      : preview.year.from === 'unknown'
        ? opened.year
        : guessed.year);
  const dialect = { ...base.dialect, ...dialectLeft(opened.dialect ?? {}, choices.options) };
  return {
    ...base,
    ...(note === undefined ? {} : { note }),
    ...(name === undefined ? {} : { name }),
    ...(revision === undefined ? {} : { revision }),
    ...(missing === undefined ? {} : { missing }),
    ...(allowOtherColumns === undefined ? {} : { allowOtherColumns }),
    ...(Object.keys(dialect).length === 0 ? {} : { dialect }),
    register: choices.register ?? opened.register,
    year,
  };
}

/** What the file is held against: the columns of the opened specification, and what was missing in the year before. */
export const againstOpened = (
  opened: RegisterSpecification,
  preview: Preview,
  before: EarlierYear | null,
): EarlierYear => ({
  year: null,
  specification: underNames(opened, preview),
  missing: before?.missing ?? new Map(),
});
