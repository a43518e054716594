import { DataError } from '../../../shared/errors/errors.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { ReadAs } from '../../../shared/ipc/readAs.ts';
import type { Preview, Role, SpecificationChanges } from '../../../shared/schemas/preview.ts';
import type {
  ColumnSpecification,
  RegisterSpecification,
  Specification,
} from '../../../shared/schemas/specification.ts';
import { previewFile } from '../preview/previewFile.ts';
import { specificationFrom } from '../preview/specificationFrom.ts';
import type { Project } from '../project/project.ts';
import { type EarlierYear, earlierYear } from './importsEarlier.ts';
import { againstOpened, asOpened, openedOptions } from './importsOpened.ts';
import { type Chosen, readAs, reuse } from './importsReuse.ts';

/** What the person has said of the files. */
export type Choices = Omit<Input<'imports.preview'>, 'files' | 'specification'>;

/** What a file is taken for, and how it would be read. */
export interface Proposal {
  readonly preview: Preview;
  readonly specification: Specification;
  /** False while neither the file nor the person says the year; the specification then holds a stand-in. */
  readonly yearKnown: boolean;
  readonly read: readonly ReadAs[];
  /** How each column would be read by what is seen of it alone. */
  readonly seen: readonly ReadAs[];
  /** What the file is held against: the year before, or the specification that the person has opened. */
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

/**
 * Looks at a file and says how it would be read: as the person says, else as the opened specification does, else as the year
 * before, else as it seems.
 */
export async function propose(
  project: Project,
  file: string,
  choices: Choices,
  opened?: Specification,
): Promise<Proposal> {
  const roles = Object.fromEntries(
    choices.columns.flatMap(({ column, role }) => (role === undefined ? [] : [[column, role]])),
  );
  const preview = await previewFile(file, { ...openedOptions(opened), ...choices.options, roles });
  checkNames(preview);
  if (opened !== undefined && opened.kind !== 'register')
    return { preview, specification: opened, yearKnown: true, read: [], seen: [], earlier: null };
  const openedYear = opened?.year;
  const yearKnown =
    choices.year !== undefined ||
    preview.year.value !== null ||
    preview.year.from === 'column' ||
    openedYear !== undefined;
  const chosen = chosenReads(choices);
  const guessed = specificationFrom(preview, changesFor(choices, chosen, yearKnown && preview.year.from !== 'unknown'));
  if (guessed.kind !== 'register')
    return { preview, specification: guessed, yearKnown: true, read: [], seen: [], earlier: null };
  const year = typeof guessed.year === 'number' && yearKnown ? guessed.year : preview.year.value;
  const register = choices.register ?? opened?.register ?? guessed.register;
  const before = earlierYear(project, register, year);
  const earlier = opened === undefined ? before : againstOpened(opened, preview, before);
  const reused =
    opened !== undefined
      ? asOpened(guessed, opened, preview, chosen, choices)
      : earlier === null
        ? guessed
        : reuse(guessed, earlier, preview, chosen);
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
