import path from 'node:path';

/*
 * A working copy: results computed from a project and written outside it before disclosure control, by someone who may.
 * Both its name and its first column say what it is, so that it is never taken for a release.
 */

const MARK = '.ej-rojandekontrollerad';

function marked(asked: string, ending: '.csv' | '.json'): string {
  if (asked.endsWith(`${MARK}${ending}`)) return asked;
  const { dir, name, ext } = path.parse(asked);
  return path.join(dir, `${ext === ending ? name : `${name}${ext}`}${MARK}${ending}`);
}

/** The path asked for with the ending that every working copy has. */
export const workingCopyPath = (asked: string): string => marked(asked, '.csv');

/** The same for what is no table; the file says what it is in its first key, `status`. */
export const workingJsonPath = (asked: string): string => marked(asked, '.json');

/** The header of the first column, which holds the area code. */
export const WORKING_COPY_COLUMN = 'area_ej_rojandekontrollerad';
