import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, Platform } from 'electron-builder';
import { packing } from './electron-builder.ts';
import { stalePolicyWarning } from './electronPolicy.ts';
import { makeStubElectron } from './stub-electron.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Packs the built bundles for Linux around a stub of Electron into `output`, and gives the folder of the application. */
export async function packOnStub(output: string): Promise<string> {
  if (!existsSync(path.join(ROOT, 'out/main/index.js')))
    throw new Error('There is nothing to pack: run `npm run build` first.');
  const stub = mkdtempSync(path.join(tmpdir(), 'sigill-stub-'));
  try {
    makeStubElectron(stub, '45.4.1');
    const target = `linux-${process.arch}`;
    await build({
      projectDir: ROOT,
      targets: Platform.LINUX.createTarget('dir'),
      config: packing({ target, output, electronFolder: stub }),
      publish: 'never',
    });
  } finally {
    rmSync(stub, { recursive: true, force: true });
  }
  return path.join(output, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);
}

if (process.argv[1] === import.meta.filename) {
  const warning = stalePolicyWarning(new Date());
  if (warning !== undefined) process.stderr.write(`${warning}\n`);
  const folder = await packOnStub(path.join(ROOT, 'release'));
  process.stdout.write(
    `Packed into ${path.relative(ROOT, folder)}, around a stub of Electron: the layout and the fuses are real, the program is not.\n`,
  );
}
