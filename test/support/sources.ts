import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly name: string;
  readonly content: string;
}

/** Every file below the folders whose name fits, read whole. */
export function filesBelow(folders: readonly string[], pattern: RegExp): SourceFile[] {
  return folders.flatMap((folder) => {
    const top = path.join(ROOT, folder);
    if (!existsSync(top)) return [];
    return readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && pattern.test(entry.name))
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return { name: path.relative(ROOT, file).split(path.sep).join('/'), content: readFileSync(file, 'utf8') };
      });
  });
}

export const sourcesOf = (...folders: string[]): SourceFile[] => filesBelow(folders, /\.tsx?$/u);

/** What the build made; a test that looks at it fails with a clear sentence where it is missing. */
export function builtFile(...parts: string[]): string {
  const file = path.join(ROOT, 'out', ...parts);
  if (!existsSync(file)) throw new Error(`${path.relative(ROOT, file)} is missing: run \`npm run build\` first.`);
  return file;
}

/** The names of the files in which the pattern occurs. */
export const filesWith = (files: readonly SourceFile[], pattern: RegExp): string[] =>
  files.filter(({ content }) => pattern.test(content)).map(({ name }) => name);
