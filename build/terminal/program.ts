import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'postject';
import { bundleTerminal } from './bundle.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The mark in Node's binary that says that a program has been put into it (Node, docs/api/single-executable-applications). */
const SENTINEL = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** What of a package the program runs; sources, build files and other platforms' native files stay behind. */
const RUN: Readonly<Record<string, RegExp>> = {
  'better-sqlite3': new RegExp(
    `^(?:package\\.json|LICENSE|lib/.*\\.js|prebuilds/${process.platform}-${process.arch}\\.node)$`,
    'u',
  ),
  highs: /^(?:package\.json|LICENSE|build\/highs\.(?:js|mjs|wasm))$/u,
};

const slashed = (name: string): string => name.split(path.sep).join('/');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => slashed(path.relative(folder, path.join(entry.parentPath, entry.name))))
    .toSorted();
}

function copyPackage(name: string, wanted: RegExp, to: string): void {
  const from = realpathSync(path.join(ROOT, 'node_modules', name));
  for (const file of filesBelow(from).filter((candidate) => wanted.test(candidate))) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    copyFileSync(path.join(from, file), path.join(to, file));
  }
}

/** The Node that runs this, which npm ci brought: the version that everything is tested with. */
const NODE = realpathSync(process.execPath);

/**
 * Makes the program of the command line for the platform it runs on, as a folder: `sigill` (Node with our first lines
 * inside it), `app`, `resources` and `node_modules`. The program knows the hash of every file beside it and starts nothing
 * when one is missing, added or changed. It reads no NODE_OPTIONS and takes no options of Node's. Gives the program's path.
 */
export async function makeTerminalProgram(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  await bundleTerminal(path.join(folder, 'app'));
  // The bundles are modules; the folder says so itself, since no package.json of ours lies above it.
  writeFileSync(path.join(folder, 'app/package.json'), '{"type":"module"}\n');
  cpSync(path.join(ROOT, 'resources'), path.join(folder, 'resources'), { recursive: true });
  for (const [name, wanted] of Object.entries(RUN)) copyPackage(name, wanted, path.join(folder, 'node_modules', name));
  const hashes = Object.fromEntries(
    filesBelow(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  );
  const program = path.join(folder, process.platform === 'win32' ? 'sigill.exe' : 'sigill');
  const work = mkdtempSync(path.join(tmpdir(), 'sigill-terminal-'));
  try {
    writeFileSync(path.join(work, 'files.json'), JSON.stringify(hashes));
    writeFileSync(
      path.join(work, 'settings.json'),
      JSON.stringify({
        main: path.join(import.meta.dirname, 'start.cjs'),
        output: path.join(work, 'program.blob'),
        assets: { 'files.json': path.join(work, 'files.json') },
        disableExperimentalSEAWarning: true,
        useSnapshot: false,
        useCodeCache: false,
        execArgvExtension: 'none',
      }),
    );
    execFileSync(NODE, ['--experimental-sea-config', path.join(work, 'settings.json')], { stdio: 'pipe' });
    copyFileSync(NODE, program);
    chmodSync(program, 0o755);
    await inject(program, 'NODE_SEA_BLOB', readFileSync(path.join(work, 'program.blob')), {
      sentinelFuse: SENTINEL,
      ...(process.platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}
