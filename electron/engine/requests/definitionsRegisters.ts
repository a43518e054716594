import type { Output } from '../../../shared/ipc/contract.ts';
import { databaseOf } from '../project/database.ts';
import type { Project } from '../project/project.ts';

type Registers = Output<'definitions.registers'>['registers'];
type Variable = Registers[number]['variables'][number];

/** As many codes of a variable as a list can be read with. */
const MOST_CODES = 400;

interface VariableRow {
  readonly register: string;
  readonly year: number;
  readonly name: string;
  readonly type: Variable['type'];
  readonly dictionary: string;
  readonly specification: string;
}

interface ColumnWords {
  readonly codes: Readonly<Record<string, string>>;
  readonly note: string | null;
}

/** What a specification says of its variables. */
function wordsIn(specification: string): ReadonlyMap<string, ColumnWords> {
  const { columns = [] } = JSON.parse(specification) as {
    readonly columns?: readonly {
      readonly source: string;
      readonly variable?: string;
      readonly note?: string;
      readonly codes?: Readonly<Record<string, string>>;
    }[];
  };
  return new Map(
    columns.map(({ source, variable = source, note = null, codes = {} }) => [variable, { codes, note }] as const),
  );
}

/** Codes in the order of people: numbers by size before texts by letter. */
const inCodeOrder = (a: string, b: string): number =>
  Number(a) - Number(b) || Number(Number.isNaN(Number(a))) - Number(Number.isNaN(Number(b))) || (a < b ? -1 : 1);

/**
 * The registers that are loaded, with every variable of any of their years: its type, and the codes that the specification
 * tells of. Codes that only stand in the records are not told, since a text there may be anything: they are written by hand.
 */
export function definitionRegisters(project: Project): Registers {
  const rows = databaseOf(project)
    .prepare<[], VariableRow>(
      `select register, year, variable.name as name, variable.type as type, dictionary, specification
       from register_year join variable on variable.register_year = register_year.id
       order by register, year desc, variable.position`,
    )
    .all();
  const words = new Map<string, ReadonlyMap<string, ColumnWords>>();
  const registers = new Map<string, { years: Set<number>; variables: Map<string, Variable & { years: number[] }> }>();
  for (const { register, year, name, type, dictionary, specification } of rows) {
    const own = registers.get(register) ?? { years: new Set<number>(), variables: new Map() };
    registers.set(register, own);
    own.years.add(year);
    const known = own.variables.get(name);
    if (known !== undefined) {
      known.years.unshift(year);
      continue;
    }
    const said = words.get(specification) ?? wordsIn(specification);
    words.set(specification, said);
    const column = said.get(name);
    const inAll = type === 'category' ? (JSON.parse(dictionary) as string[]).length - 1 : 0;
    // Only what the specification says: what stands in the records stays there, as it may be any text.
    const codes = type === 'category' ? Object.keys(column?.codes ?? {}).sort(inCodeOrder) : [];
    own.variables.set(name, {
      name,
      type,
      years: [year],
      note: column?.note ?? null,
      codes: codes
        .slice(0, MOST_CODES)
        .map((code) => ({ code: code.slice(0, 200), label: column?.codes[code]?.slice(0, 500) ?? null })),
      codesInAll: Math.max(0, inAll),
    });
  }
  return [...registers].map(([register, { years, variables }]) => ({
    register,
    years: [...years].sort((a, b) => a - b),
    variables: [...variables.values()],
  }));
}
