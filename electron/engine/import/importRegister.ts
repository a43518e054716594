import { DataError, UserError } from '../../../shared/errors/errors.ts';
import type { RegisterSpecification } from '../../../shared/schemas/specification.ts';
import { IMPORT_LIMITS } from '../delimited/limits.ts';
import { isBadNumber, parseInteger } from '../delimited/numbers.ts';
import { type DelimitedStream, openDelimited } from '../delimited/stream.ts';
import type { RowBatch } from '../delimited/tokeniser.ts';
import type { ProjectDatabase } from '../project/encryptedFile.ts';
import { hasRegisterYear, removeRegisterYear } from '../store/writer.ts';
import type { Delivery, DeliveryContext, DeliveredFile } from './delivery.ts';
import { isCertainIdentifier } from './identifiers.ts';
import { orphansOf } from './orphans.ts';
import { RegisterYearImport, storedColumns } from './registerYear.ts';
import { BadRows, ImportRefused, MOST_LISTED } from './rules.ts';

/** Position in the file of every stored column; refuses what is missing and what the specification does not name. */
function locate(specification: RegisterSpecification, { file, header }: DelimitedStream): readonly number[] {
  const positions = new Map(header.map((name, i) => [name, i]));
  for (const { source, type } of specification.columns)
    if (type !== 'ignore' && !positions.has(source))
      throw new DataError({ file, line: 1, column: source }, 'delimited.missingColumn');
  if (specification.allowOtherColumns !== true) {
    const named = new Set(specification.columns.map(({ source }) => source));
    for (const [i, name] of header.entries())
      if (!named.has(name)) {
        // A file without a header row has its first record there: a name that looks like a value is not repeated.
        const shown = /\d{4}/u.test(name) || isCertainIdentifier(name) ? String(i + 1) : name;
        throw new DataError({ file, line: 1, column: shown }, 'import.unknownColumn');
      }
  }
  return storedColumns(specification).map(({ source }) => positions.get(source) ?? 0);
}

/** The year that the first row of a file says. */
function yearOf(specification: RegisterSpecification, stream: DelimitedStream, batch: RowBatch): number {
  const { year } = specification;
  if (typeof year === 'number') return year;
  const field = stream.header.indexOf(year.column);
  const value = parseInteger(batch.bytes, batch.starts[field] ?? 0, batch.ends[field] ?? 0);
  if (isBadNumber(value) || value < 1900 || value > 2200)
    throw new DataError({ file: stream.file, line: batch.lines[0] ?? 1, column: year.column }, 'import.rule.year');
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
  const badRows = new BadRows();
  const tolerated = specification.toleratedBadRows ?? 0;
  const files: DeliveredFile[] = [];
  const opened: DelimitedStream[] = [];
  for (const path of paths) opened.push(await openDelimited(path, specification.dialect ?? {}, IMPORT_LIMITS));
  const total = opened.reduce((sum, { position }) => sum + position.size, 0);
  const read = (): number => opened.reduce((sum, { position }) => sum + position.read, 0);

  const yearImport = (year: number, stream: DelimitedStream): RegisterYearImport => {
    const known = years.get(year);
    if (known !== undefined) return known;
    if (replace) removeRegisterYear(database, register, year);
    else if (hasRegisterYear(database, register, year))
      throw new UserError('input', 'import.alreadyThere', { register, year });
    const { decimal } = stream.dialect;
    const made = new RegisterYearImport(database, specification, year, at.toISOString(), decimal, knownAreas);
    years.set(year, made);
    return made;
  };
  const stopIfTooBad = (most: number): void => {
    const list = badRows.list();
    if (badRows.rows > most && list[0] !== undefined) throw new ImportRefused(list, list[0]);
  };

  for (const [i, path] of paths.entries()) {
    const stream = opened[i] as DelimitedStream;
    const fields = locate(specification, stream);
    let into: RegisterYearImport | undefined;
    let rows = 0;
    for await (const batch of stream.batches()) {
      progress.check();
      progress.report('import.step.read', read(), total);
      if (batch.rows > 0 && into === undefined) {
        into = yearImport(yearOf(specification, stream, batch), stream);
        into.expect(Math.ceil((stream.position.size / batch.consumed) * batch.rows));
      }
      if (into === undefined) {
        for (const { line, kind } of batch.faults)
          badRows.add({ file: stream.file, line, rule: kind === 'ragged' ? 'fields' : 'quote' }, true);
      } else into.take(batch, stream.file, fields, badRows);
      rows += batch.rows;
      // Beyond what can be listed there is no use in reading on.
      stopIfTooBad(tolerated + MOST_LISTED);
    }
    const file = { name: stream.file, bytes: stream.position.size, sha256: stream.sha256(), rows };
    into?.fileDone(file);
    files.push({ ...file, path });
  }
  stopIfTooBad(tolerated);
  if (years.size === 0) throw new DataError({ file: opened[0]?.file ?? '' }, 'delimited.headerOnly');

  progress.report('import.step.check', 0, 1);
  for (const into of years.values()) into.flush();
  const result = [...years.values()].map((into) => {
    const orphans = orphansOf(context.store, specification, into.year, into.rows);
    into.finish(orphans);
    const { read: rowsRead, refused } = into.summary;
    return { register, year: into.year, rows: into.rows, rowsRead, refused, orphans: Object.fromEntries(orphans) };
  });
  progress.report('import.step.check', 1, 1);
  return { kind: 'register', files, registers: result, badRows: badRows.list(), details: {} };
}
