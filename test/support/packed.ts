import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packOnStub } from '../../build/pack.ts';

/** Packs the application once for a test file; `remove` takes the folder away again. */
export async function packedApplication(): Promise<{ readonly folder: string; remove(): void }> {
  const output = mkdtempSync(path.join(tmpdir(), 'sigill-packed-'));
  const folder = await packOnStub(output);
  return {
    folder,
    remove: () => {
      rmSync(output, { recursive: true, force: true });
    },
  };
}
