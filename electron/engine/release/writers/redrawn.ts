import { differingCells, type ReadCell } from './shown/cells.ts';
import { receivedPackage, shownPackage, type ShownPackage, type ShownTable } from './shown/shown.ts';
import type { DirectWriter, PackageWriter, WrittenFile } from './writer.ts';

/** A format with one or more files per table. */
interface TableFormat {
  readonly format: string;
  readonly draw: (table: ShownTable, whole: ShownPackage) => readonly Omit<WrittenFile, 'table'>[];
  /** The cells of a file, read by other code than wrote it; null for a picture, in which no cell can be read. */
  readonly read: ((bytes: Buffer, table: ShownTable) => Iterable<ReadCell>) | null;
}

/** The cells of one table in a file; `all`: a cell that is not there is a fault. */
interface TableCells {
  readonly table: ShownTable;
  readonly cells: Iterable<ReadCell>;
  readonly all: boolean;
}

/** A format with files about the whole package. */
interface WholeFormat {
  readonly format: string;
  readonly draw: (whole: ShownPackage) => readonly Omit<WrittenFile, 'table'>[];
  /** The cells of each table in a file; null where there are none to be read. */
  readonly read: ((bytes: Buffer, whole: ShownPackage, name: string) => Iterable<TableCells>) | null;
}

const same = (drawn: readonly Omit<WrittenFile, 'table'>[], name: string, bytes: Buffer): boolean =>
  drawn.some((file) => file.name === name && bytes.equals(file.bytes));

/** Draws once what is asked for again: written, read back, and held against what came. */
function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

/** The count, or 1 for what cannot even be read. */
function counted(count: () => number): number {
  try {
    return count();
  } catch {
    return 1;
  }
}

/*
 * A file is checked twice: its cells are read back and held against the certificate, which finds a fault of the writer too;
 * and it is drawn anew from the certificate, which finds whatever else was put into it, down to a blank.
 */

export function tableWriter({ format, draw, read }: TableFormat): DirectWriter {
  const drawn = remembered((whole: ShownPackage) => remembered((table: ShownTable) => draw(table, whole)));
  return {
    format,
    write: (content) => {
      const whole = shownPackage(content);
      return whole.tables.flatMap((table) => drawn(whole)(table).map((file) => ({ ...file, table: table.id })));
    },
    differing: (bytes, received, { name, table: id }) => {
      const whole = receivedPackage(received);
      const table = whole.tables.find((one) => one.id === id);
      if (table === undefined) return 1;
      return counted(() => {
        const cells = read === null ? 0 : differingCells(table, read(bytes, table));
        return cells > 0 ? cells : Number(!same(drawn(whole)(table), name, bytes));
      });
    },
  };
}

export function wholeWriter({ format, draw, read }: WholeFormat): DirectWriter {
  const drawn = remembered(draw);
  return {
    format,
    write: (content) => drawn(shownPackage(content)).map((file) => ({ ...file, table: null })),
    differing: (bytes, received, { name, table }) => {
      if (table !== null) return 1;
      const whole = receivedPackage(received);
      return counted(() => {
        let cells = 0;
        for (const { table: shown, cells: found, all } of read?.(bytes, whole, name) ?? [])
          cells += differingCells(shown, found, all);
        return cells > 0 ? cells : Number(!same(drawn(whole), name, bytes));
      });
    },
  };
}

/** A format with one file about the whole package that a library draws in its own time. */
interface LaterFormat {
  readonly format: string;
  readonly draw: (whole: ShownPackage) => Promise<Omit<WrittenFile, 'table'>>;
  /** How many parts of a file say something else than the package does. */
  readonly read: (bytes: Buffer, whole: ShownPackage) => number;
}

export function laterWriter({ format, draw, read }: LaterFormat): PackageWriter {
  const drawn = remembered(draw);
  return {
    format,
    write: (content) => drawn(shownPackage(content)).then((file) => [{ ...file, table: null }]),
    differing: async (bytes, received, { name, table }) => {
      if (table !== null) return 1;
      const whole = receivedPackage(received);
      const parts = counted(() => read(bytes, whole));
      return parts > 0 ? parts : Number(!same([await drawn(whole)], name, bytes));
    },
  };
}
