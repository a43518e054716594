import { DataError } from '../../../shared/errors/errors.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { ReadAs } from '../../../shared/ipc/readAs.ts';
import type { Preview, PreviewColumn, Role, SpecificationChanges } from '../../../shared/schemas/preview.ts';
import type {
  ColumnSpecification,
  RegisterSpecification,
  Specification,
} from '../../../shared/schemas/specification.ts';
import { previewFile } from '../preview/previewFile.ts';
import { specificationFrom } from '../preview/specificationFrom.ts';
import type { Project } from '../project/project.ts';
import { type EarlierYear, earlierYear } from './importsEarlier.ts';

/** What the person has said of the files. */
export type Choices = Omit<Input<'imports.preview'>, 'files'>;

/** What a file is taken for, and how it would be read. */
export interface Proposal {
  readonly preview: Preview;
  readonly specification: Specification;
  /** False while neither the file nor the person says the year; the specification then holds a stand-in. */
  readonly yearKnown: boolean;
  readonly read: readonly ReadAs[];
  /** How each column would be read by what is seen of it alone. */
  readonly seen: readonly ReadAs[];
  readonly earlier: EarlierYear | null;
}

const ANY_YEAR = 2000;

/** How a column is read whose part the person has named, unless its reading is chosen as well. */
function readForRole(role: Role): ReadAs | undefined {
  if (role === 'identifier' || role === 'text' || role === 'empty') return 'ignore';
  if (role === 'deso' || role === 'regso' || role === 'municipality' || role === 'county') return role;
  if (role.endsWith('key')) return 'key';
  if (role === 'year' || role === 'month' || role === 'age' || role === 'birth-year') return 'integer';
  return role === 'sex' || role === 'code' || role === 'date' || role === 'area-name' ? 'category' : undefined;
}

export function readAs(column: ColumnSpecification | undefined): ReadAs {
  if (column === undefined || column.type === 'ignore') return 'ignore';
  if (column.type === 'area') return column.level;
  if (column.type === 'key') return column.pseudonymise === true ? 'pseudonym' : 'key';
  return column.type;
}

type Chosen = ReadonlyMap<string, ReadAs>;

function chosenReads(choices: Choices): Chosen {
  const chosen = new Map<string, ReadAs>();
  for (const { column, role, read } of choices.columns) {
    const taken = read ?? (role === undefined ? undefined : readForRole(role));
    if (taken !== undefined) chosen.set(column, taken);
  }
  return chosen;
}

function changesFor(choices: Choices, chosen: Chosen, yearKnown: boolean): SpecificationChanges {
  return {
    ...(choices.register === undefined ? {} : { register: choices.register }),
    ...(choices.year === undefined ? (yearKnown ? {} : { year: ANY_YEAR }) : { year: choices.year }),
    columns: Object.fromEntries(
      [...chosen].map(([name, read]) => [name, { type: read === 'pseudonym' ? 'key' : read }]),
    ),
  };
}

/** A column as it was read the year before, with the codes for missing that this file uses besides. */
function asBefore(before: ColumnSpecification, column: PreviewColumn): ColumnSpecification {
  if (before.type === 'ignore') return before;
  const found = column.missingCodes.flatMap(({ code, suspected }) => (suspected ? [] : [code]));
  const missing = [...new Set([...(before.missing ?? []), ...found])];
  return { ...before, ...(missing.length > 0 ? { missing } : {}) };
}

/** True when the way a column was read before would let through what identifies a person. */
const letsThrough = (before: ColumnSpecification, column: PreviewColumn): boolean =>
  column.role.value === 'identifier' && readAs(before) !== 'ignore' && readAs(before) !== 'pseudonym';

/** The specification as guessed, with what the earlier year's says in its place wherever the person has not chosen. */
function reuse(
  guessed: RegisterSpecification,
  { specification }: EarlierYear,
  preview: Preview,
  chosen: Chosen,
): RegisterSpecification {
  const before = new Map(specification.columns.map((column) => [column.source, column]));
  const columns = guessed.columns.map((column, at): ColumnSpecification => {
    const known = before.get(column.source);
    const seen = preview.columns[at];
    return known === undefined || seen === undefined || chosen.has(column.source) || letsThrough(known, seen)
      ? column
      : asBefore(known, seen);
  });
  const types = new Map(
    columns.flatMap((column) =>
      column.type === 'ignore' ? [] : [[column.variable ?? column.source, column.type] as const],
    ),
  );
  const unique = specification.unique?.filter((name) => types.has(name) && types.get(name) !== 'decimal') ?? [];
  const links = specification.links?.filter(({ variable }) => types.get(variable) === 'key') ?? [];
  const { unique: _unique, links: _links, ...rest } = guessed;
  return {
    ...rest,
    columns,
    ...(unique.length > 0 ? { unique } : {}),
    ...(links.length > 0 ? { links } : {}),
    ...(specification.toleratedBadRows === undefined ? {} : { toleratedBadRows: specification.toleratedBadRows }),
    ...(specification.rules === undefined ? {} : { rules: specification.rules }),
  };
}

/** Keys that the person wants replaced on the way in. */
function pseudonymised(specification: RegisterSpecification, chosen: Chosen): RegisterSpecification {
  const columns = specification.columns.map((column): ColumnSpecification =>
    column.type === 'key' && chosen.get(column.source) === 'pseudonym' ? { ...column, pseudonymise: true } : column,
  );
  return { ...specification, columns };
}

/** Longest name of a column in a specification. */
const LONGEST_NAME = 120;

/** A column is called by its name everywhere from here on, so it must have one that a specification can say. */
function checkNames({ file, columns, dialect }: Preview): void {
  const bad = columns.find(({ name }) => name.length > LONGEST_NAME || /\p{Cc}/u.test(name));
  if (bad !== undefined)
    throw new DataError(
      { file: file.name, line: dialect?.headerLine ?? 1, column: bad.position },
      'import.columnName',
      {
        limit: LONGEST_NAME,
      },
    );
}

/** Looks at a file and says how it would be read: as the person says, else as the year before, else as it seems. */
export async function propose(project: Project, file: string, choices: Choices): Promise<Proposal> {
  const roles = Object.fromEntries(
    choices.columns.flatMap(({ column, role }) => (role === undefined ? [] : [[column, role]])),
  );
  const preview = await previewFile(file, { ...choices.options, roles });
  checkNames(preview);
  const yearKnown = choices.year !== undefined || preview.year.value !== null || preview.year.from === 'column';
  const chosen = chosenReads(choices);
  const guessed = specificationFrom(preview, changesFor(choices, chosen, yearKnown));
  if (guessed.kind !== 'register')
    return { preview, specification: guessed, yearKnown: true, read: [], seen: [], earlier: null };
  const year = typeof guessed.year === 'number' && yearKnown ? guessed.year : preview.year.value;
  const earlier = earlierYear(project, guessed.register, year);
  const reused = earlier === null ? guessed : reuse(guessed, earlier, preview, chosen);
  const tolerated = choices.toleratedBadRows;
  const specification = {
    ...pseudonymised(reused, chosen),
    ...(tolerated === undefined ? {} : { toleratedBadRows: tolerated }),
  };
  const readsOf = ({ columns }: RegisterSpecification): ReadAs[] => {
    const bySource = new Map(columns.map((column) => [column.source, column]));
    return preview.columns.map(({ name }) => readAs(bySource.get(name)));
  };
  return { preview, specification, yearKnown, read: readsOf(specification), seen: readsOf(guessed), earlier };
}
