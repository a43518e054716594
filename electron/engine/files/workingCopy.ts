import path from 'node:path';

/*
 * A working copy: results computed from a project and written outside it before disclosure control, by someone who may.
 * Both its name and its first column say what it is, so that it is never taken for a release.
 */

const SUFFIX = '.ej-rojandekontrollerad.csv';

/** The path asked for with the ending that every working copy has. */
export function workingCopyPath(asked: string): string {
  if (asked.endsWith(SUFFIX)) return asked;
  const { dir, name, ext } = path.parse(asked);
  return path.join(dir, `${ext === '.csv' ? name : `${name}${ext}`}${SUFFIX}`);
}

/** The header of the first column, which holds the area code. */
export const WORKING_COPY_COLUMN = 'area_ej_rojandekontrollerad';
