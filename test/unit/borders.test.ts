import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * The borders between the worlds, read from the import lines themselves, so that a lint rule switched off for a line
 * does not open one.
 */

const ROOT = path.resolve(import.meta.dirname, '../..');

interface ImportLine {
  readonly file: string;
  readonly from: string;
}

function sources(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => /\.tsx?$/u.test(name) && !name.endsWith('.d.ts'));
}

/** Every module a file names, with relative ones turned into paths from the top. */
export function importsOf(file: string, content: string): ImportLine[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\brequire\s*\(\s*|\bnew URL\(\s*)['"]([^'"]+)['"]/gu;
  return [...content.matchAll(pattern)].map((match) => {
    const name = match[1] ?? '';
    return { file, from: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name };
  });
}

const all = ['electron', 'renderer', 'shared', 'build']
  .filter((folder) => existsSync(path.join(ROOT, folder)))
  .flatMap((folder) => sources(folder).flatMap((file) => importsOf(file, readFileSync(path.join(ROOT, file), 'utf8'))));

const offenders = (inFolder: RegExp, forbidden: RegExp): string[] =>
  all
    .filter((line) => inFolder.test(line.file) && forbidden.test(line.from))
    .map((line) => `${line.file} -> ${line.from}`);

const ELECTRON = /^electron(\/(?!main|engine|preload|cli).*)?$/u;
const UI_LIBRARIES = /^(@mantine\/|ag-grid|echarts|react-resizable-panels)/u;

describe('borders between the worlds', () => {
  it('finds import lines at all', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(importsOf('renderer/app/a.ts', "import '../../electron/main/x.ts';\nimport { y } from 'z';")).toEqual([
      { file: 'renderer/app/a.ts', from: 'electron/main/x.ts' },
      { file: 'renderer/app/a.ts', from: 'z' },
    ]);
  });

  it.each([
    [
      'the window imports no Electron, no Node and no engine',
      /^renderer\//u,
      /^(electron(\/.*)?$|node:|better-sqlite3)/u,
    ],
    [
      'shared imports neither world, nor Node',
      /^shared\//u,
      /^(electron(\/.*)?$|renderer\/|node:|better-sqlite3|react)/u,
    ],
    ['the domain imports no schema library', /^shared\/domain\//u, /^zod/u],
    [
      'the engine imports no Electron and no window',
      /^electron\/engine\//u,
      /^(electron\/(main|preload|cli)\/|renderer\/)/u,
    ],
    ['the engine imports no Electron module', /^electron\/engine\//u, ELECTRON],
    [
      'the command line imports no Electron and no window',
      /^electron\/cli\//u,
      /^(electron$|electron\/(main|preload)\/|renderer\/)/u,
    ],
    [
      'only the engine reaches the database behind a project',
      /^(?!electron\/engine\/)/u,
      /^electron\/engine\/project\/(database|encryptedFile)\.ts$/u,
    ],
    [
      'main holds no data',
      /^electron\/main\//u,
      /^(better-sqlite3|electron\/engine\/(project|store|import|indicators|release)\/|renderer\/)/u,
    ],
    [
      'the preload imports only electron and the names of the channel',
      /^electron\/preload\//u,
      /^(?!electron$|shared\/ipc\/(methods|api)\.ts$)/u,
    ],
    ['only renderer/ui imports a UI library', /^renderer\/(?!ui\/)/u, UI_LIBRARIES],
  ])('%s', (_rule, inFolder, forbidden) => {
    expect(offenders(inFolder, forbidden)).toEqual([]);
  });

  it('features import no other feature', () => {
    const feature = (file: string): string | undefined => /^renderer\/features\/([^/]+)\//u.exec(file)?.[1];
    const crossing = all.filter((line) => {
      const own = feature(line.file);
      const other = feature(line.from);
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(crossing).toEqual([]);
  });

  it('only disclosure control makes a CheckedTable', () => {
    const callers = ['electron', 'renderer', 'shared', 'build']
      .flatMap((folder) => (existsSync(path.join(ROOT, folder)) ? sources(folder) : []))
      .filter((file) => !file.startsWith('shared/domain/disclosure/'))
      .filter((file) => /\b(checkPattern|checkSystem)\b/u.test(readFileSync(path.join(ROOT, file), 'utf8')));
    expect(callers).toEqual([]);
  });

  it('the mark of a checked table is given where tables are attacked or judged, and nowhere else', () => {
    const givers = all.filter(({ from }) => from.endsWith('disclosure/checkedMark.ts')).map(({ file }) => file);
    expect([...new Set(givers)].sort()).toEqual([
      'shared/domain/disclosure/checkedTable.ts',
      'shared/domain/disclosure/statements/centroids.ts',
      'shared/domain/disclosure/statements/derived/checkDerived.ts',
      'shared/domain/disclosure/statements/figures.ts',
      'shared/domain/disclosure/statements/labels.ts',
      'shared/domain/disclosure/statements/ratios.ts',
      'shared/domain/disclosure/statements/statisticTable.ts',
    ]);
  });
});
