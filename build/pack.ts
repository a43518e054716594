import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { INSTALLERS, packing } from './electron-builder.ts';
import { electronBinary } from './electronBinary.ts';
import { stalePolicyWarning } from './electronPolicy.ts';
import { makeStubElectron } from './stub-electron.ts';
import { NOTICES, notices } from './supply/notices.ts';
import { billOfMaterials } from './supply/sbom.ts';
import { shippedPackages } from './supply/shipped.ts';
import { makeTerminalProgram } from './terminal/program.ts';

/*
 * `npm run pack [-- --installers] [-- --electron FOLDER]`: the application as a folder, or as installers, for the platform
 * this runs on (docs/installation.md). Without Electron's program a stub stands in for it: then only the layout is real.
 */

const ROOT = path.resolve(import.meta.dirname, '..');

const SYSTEMS = { linux: 'linux', win32: 'win', darwin: 'mac' } as const;

interface Packing {
  readonly output: string;
  readonly electronFolder: string;
  readonly terminalFolder?: string;
  readonly installers?: boolean;
}

async function pack({ output, electronFolder, terminalFolder, installers = false }: Packing): Promise<void> {
  if (!existsSync(path.join(ROOT, 'out/main/index.js')))
    throw new Error('There is nothing to pack: run `npm run build` first.');
  const system = SYSTEMS[process.platform as keyof typeof SYSTEMS] as 'linux' | 'win' | 'mac' | undefined;
  if (system === undefined) throw new Error(`Sigill is not packed for ${process.platform}.`);
  const platform = { linux: Platform.LINUX, win: Platform.WINDOWS, mac: Platform.MAC }[system];
  await build({
    projectDir: ROOT,
    targets: platform.createTarget(installers ? [...INSTALLERS[system]] : ['dir']),
    config: packing({ target: `${process.platform}-${process.arch}`, output, electronFolder, terminalFolder }),
    publish: 'never',
  });
}

/** Packs the built bundles for Linux around a stub of Electron into `output`, and gives the folder of the application. */
export async function packOnStub(output: string, terminalFolder?: string): Promise<string> {
  const stub = mkdtempSync(path.join(tmpdir(), 'sigill-stub-'));
  try {
    makeStubElectron(stub, '45.4.1');
    await pack({ output, electronFolder: stub, ...(terminalFolder === undefined ? {} : { terminalFolder }) });
  } finally {
    rmSync(stub, { recursive: true, force: true });
  }
  return path.join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
}

/** Beside what was packed: the bill of materials, and checksums as `sha256sum --check` reads them. */
function writeAccounts(output: string): void {
  writeFileSync(path.join(output, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(), null, 2)}\n`);
  const files = readdirSync(output).filter(
    (name) => name !== 'SHA256SUMS' && statSync(path.join(output, name)).isFile(),
  );
  const lines = files.toSorted().map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(path.join(output, name)))
        .digest('hex')}  ${name}`,
  );
  writeFileSync(path.join(output, 'SHA256SUMS'), `${lines.join('\n')}\n`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { installers: { type: 'boolean', default: false }, electron: { type: 'string' } },
  });
  const warning = stalePolicyWarning(new Date());
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
  const output = path.join(ROOT, 'release');
  const work = mkdtempSync(path.join(tmpdir(), 'sigill-pack-'));
  try {
    const terminalFolder = path.join(work, 'terminal');
    await makeTerminalProgram(terminalFolder);
    // Written again, now that the command line has been bundled too.
    writeFileSync(NOTICES, notices(shippedPackages()));
    const program = electronBinary();
    const electronFolder = values.electron ?? (program === undefined ? undefined : path.dirname(program));
    if (electronFolder === undefined) {
      if (values.installers) throw new Error('Installers need Electron: give its unpacked folder with --electron.');
      const folder = await packOnStub(output, terminalFolder);
      process.stdout.write(
        `Packed into ${path.relative(ROOT, folder)}, around a stub of Electron: the layout, the fuses and the program of the command line are real, the window's program is not.\n`,
      );
    } else {
      await pack({ output, electronFolder, terminalFolder, installers: values.installers });
      process.stdout.write(`Packed into ${path.relative(ROOT, output)}.\n`);
    }
    writeAccounts(output);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await main();
