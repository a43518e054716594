import { setImmediate } from 'node:timers/promises';
import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import type { ProjectDatabase } from '../project/encryptedFile.ts';
import { hasRegisterYear, removeRegisterYear } from '../store/writer.ts';
import type { Delivery, DeliveryContext, DeliveredFile } from './delivery.ts';
import { hintsFor } from './hints.ts';
import { orphansOf } from './orphans.ts';
import type { Labour } from './pieces/labour.ts';
import { labourFor } from './pieces/labourFor.ts';
import { openSource } from './pieces/openSource.ts';
import { type ColumnPiece, lineOf, type PieceSource } from './pieces/piece.ts';
import { RegisterYearImport, storedColumns } from './registerYear.ts';
import { BadRows, ImportRefused, MOST_LISTED } from './rules.ts';

/** The year that the first row of a file says. */
function yearOf(specification: RegisterSpecification, file: string, piece: ColumnPiece): number {
  const { year } = specification;
  if (typeof year === 'number') return year;
  const column = storedColumns(specification).findIndex(({ source }) => source === year.column);
  const value = piece.values[column]?.[0] ?? 0;
  if (value < 1900 || value > 2200)
    throw new DataError({ file, line: lineOf(piece, 0), column: year.column }, 'import.rule.year');
  return value;
}

/**
 * Reads files into the register-years that they hold, all or nothing: the caller's transaction is rolled back when
 * this throws. A register-year that is there already is refused, or with `replace` goes first.
 */
export async function deliverRegister(
  database: ProjectDatabase,
  specification: RegisterSpecification,
  paths: readonly string[],
  context: DeliveryContext,
): Promise<Delivery> {
  const { progress, replace, at, knownAreas } = context;
  const { register } = specification;
  const years = new Map<number, RegisterYearImport>();
  const badRows = new BadRows(context.refusedLines);
  const tolerated = specification.toleratedBadRows ?? 0;
  const files: DeliveredFile[] = [];

  const yearImport = (year: number, labour: Labour): RegisterYearImport => {
    const known = years.get(year);
    if (known !== undefined) return known;
    if (replace) removeRegisterYear(database, register, year);
    else if (hasRegisterYear(database, register, year))
      throw new UserError('input', 'import.alreadyThere', { register, year });
    const made = new RegisterYearImport(database, specification, year, at.toISOString(), labour);
    years.set(year, made);
    return made;
  };
  let rowsRead = 0;
  const stopIfTooBad = (most: number, lastKept?: ReadonlyMap<string, number>): void => {
    const list = badRows.list();
    if (badRows.rows <= most || list[0] === undefined) return;
    const { divisions } = context;
    const said = { badRows, rowsRead, specification, divisions, years: [...years.keys()] };
    throw new ImportRefused(list, list[0], hintsFor(lastKept === undefined ? said : { ...said, lastKept }));
  };
  const lastKept = new Map<string, number>();

  const labour = labourFor(paths, context.threads);
  try {
    const opened: PieceSource[] = [];
    for (const path of paths)
      opened.push(await openSource(path, specification, knownAreas, labour, context.pseudonyms.of(path)));
    const total = opened.reduce((sum, { position }) => sum + position.size, 0);
    const read = (): number => opened.reduce((sum, { position }) => sum + position.read, 0);
    for (const [i, source] of opened.entries()) {
      const { file, position } = source;
      let into: RegisterYearImport | undefined;
      let rows = 0;
      for await (const piece of source.pieces()) {
        // Lets a signal be heard where one thread does everything.
        await setImmediate();
        progress.check();
        progress.report('import.step.read', read(), total, rowsRead);
        if (piece.rows > 0 && into === undefined) {
          into = yearImport(yearOf(specification, file, piece), labour);
          into.expect(Math.ceil((position.size / position.read) * piece.rows));
        }
        if (into === undefined)
          for (const { line, rule } of piece.faults.all())
            badRows.add({ file, line: piece.firstLine + line, rule }, true);
        else {
          context.pseudonyms.settle(piece);
          await into.take(piece, file, badRows);
        }
        rows += piece.rows;
        rowsRead += piece.rows;
        // Beyond what can be listed there is no use in reading on.
        stopIfTooBad(tolerated + MOST_LISTED);
      }
      const done = { name: file, bytes: position.size, sha256: source.sha256(), rows };
      lastKept.set(file, into?.fileDone(done) ?? 0);
      files.push({ ...done, path: paths[i] ?? '', header: source.header });
    }
    context.pseudonyms.save();
    for (const into of years.values()) await into.flush();
  } finally {
    await labour.close();
  }
  stopIfTooBad(tolerated, lastKept);
  if (years.size === 0) throw new DataError({ file: files[0]?.name ?? '' }, 'delimited.headerOnly');

  progress.report('import.step.check', 0, 1);
  const result = [...years.values()].map((into) => {
    const orphans = orphansOf(context.store, specification, into.year, into.rows);
    into.finish(orphans, context.pseudonyms.number);
    context.onProfile(into.year, into.profiles());
    const { read: rowsRead, refused, footnotes } = into.summary;
    return {
      register,
      year: into.year,
      rows: into.rows,
      rowsRead,
      refused,
      ...(footnotes > 0 ? { footnotes } : {}),
      orphans: Object.fromEntries(orphans),
    };
  });
  progress.report('import.step.check', 1, 1);
  return { kind: 'register', files, registers: result, badRows: badRows.list(), details: {} };
}
