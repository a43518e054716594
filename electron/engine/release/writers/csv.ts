import { linesThatDiffer } from '../compareTable.ts';
import { tableCsv } from '../tableFile.ts';
import { nameStamp, type PackageWriter } from './writer.ts';

/** One CSV per table: UTF-8, comma, decimal point, hidden cells as "..". */
export const csvWriter: PackageWriter = {
  format: 'csv',
  write: (content) =>
    content.tables.map(({ id, checked }) => ({
      name: `tabeller/${id}${nameStamp(content)}.csv`,
      bytes: tableCsv(checked),
      table: id,
    })),
  differing: (bytes, { certificates }, table) => {
    const certificate = certificates.get(table ?? '');
    return certificate === undefined ? 1 : linesThatDiffer(bytes, certificate);
  },
};
