import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { isPseudonymised, type PseudonymKey } from '../identifiers/pseudonymFiller.ts';
import { pseudonymKeyNumber, pseudonymSecret, pseudonymTexts } from '../identifiers/pseudonymKey.ts';
import type { Project } from '../project/project.ts';
import { ownLabour } from './pieces/labour.ts';
import { openSource } from './pieces/openSource.ts';
import type { ColumnPiece } from './pieces/piece.ts';

/** The key for each file, by its path; none when nothing is to be pseudonymised. */
export interface PseudonymKeys extends Disposable {
  readonly of: (path: string) => PseudonymKey | undefined;
  /** Gives every text of the piece its own pseudonym. Ask in the order of the files. */
  readonly settle: (piece: ColumnPiece) => void;
  /** Tells one key of the project from another that it has had; undefined when nothing is pseudonymised. */
  readonly number: number | undefined;
  /** Keeps which texts have come, for the next register. */
  readonly save: () => void;
}

export const NO_PSEUDONYMS: PseudonymKeys = {
  of: () => undefined,
  settle: () => undefined,
  save: () => undefined,
  number: undefined,
  [Symbol.dispose]: () => undefined,
};

/** The year of a file, which says what century two digits of a year belong to: by the specification or its first row. */
async function yearOf(path: string, specification: RegisterSpecification): Promise<number> {
  const { year, columns } = specification;
  if (typeof year === 'number') return year;
  const own = columns.filter(({ source }) => source === year.column);
  const labour = ownLabour();
  try {
    const only = { ...specification, columns: own, allowOtherColumns: true };
    const source = await openSource(path, only, () => undefined, labour);
    for await (const piece of source.pieces()) {
      const value = piece.values[0]?.[0];
      if (piece.rows > 0 && value !== undefined) return value;
    }
  } finally {
    await labour.close();
  }
  return 0;
}

/** The keys that the specification needs for the files. */
export async function pseudonymKeys(
  project: Project,
  specification: RegisterSpecification,
  paths: readonly string[],
  textBits?: number,
): Promise<PseudonymKeys> {
  if (!specification.columns.some((column) => column.type === 'key' && isPseudonymised(column))) return NO_PSEUDONYMS;
  const secret = pseudonymSecret(project);
  const keys = new Map<string, PseudonymKey>();
  for (const path of paths) keys.set(path, { secret, year: await yearOf(path, specification), textBits });
  const texts = pseudonymTexts(project);
  return {
    of: (path) => keys.get(path),
    number: pseudonymKeyNumber(project),
    settle: (piece) => {
      for (const { column, rows, checks } of piece.texts ?? []) {
        const values = piece.values[column] as Float64Array;
        for (const [i, row] of rows.entries()) values[row] = texts.settle(values[row] as number, checks[i] as number);
      }
    },
    save: () => {
      texts.save();
    },
    [Symbol.dispose]: () => {
      secret.fill(0);
    },
  };
}

/** The specification with the named columns pseudonymised, whatever it says of them; undefined when it has no such column. */
export function pseudonymising(
  specification: RegisterSpecification,
  source: string,
): RegisterSpecification | undefined {
  if (!specification.columns.some((column) => column.source === source)) return undefined;
  const columns = specification.columns.map((column): RegisterSpecification['columns'][number] => {
    if (column.source !== source) return column;
    const { variable, names, note } = column;
    const { required, missing }: { required?: boolean | undefined; missing?: string[] | undefined } =
      column.type === 'ignore' ? {} : column;
    return { source, variable, names, note, required, missing, type: 'key', pseudonymise: true };
  });
  return { ...specification, columns };
}
