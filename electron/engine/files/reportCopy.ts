import path from 'node:path';

const MARK = '.ej-rojandekontrollerad';

/** The path asked for with the mark that every working copy has before its ending: `kvalitet.ej-rojandekontrollerad.html`. */
export function reportCopyPath(asked: string): string {
  const { dir, name, ext } = path.parse(asked);
  return path.join(dir, `${name.endsWith(MARK) ? name : name + MARK}${ext === '' ? '.json' : ext}`);
}
