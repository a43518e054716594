import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { synthesise } from '../../../../../electron/engine/synth/synth.ts';
import { UserError } from '../../../../../shared/errors/errors.ts';

it('tells where nothing can be written, and takes it for bad input and no fault of its own', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sigill-draft-'));
  try {
    // A file where a folder is expected refuses even those who may write anywhere.
    await writeFile(path.join(folder, 'file'), '');
    const options = { folder: path.join(folder, 'file', 'land'), persons: 10_000, seed: 1, years: [2023] };
    const fault: unknown = await synthesise(options, { report: () => undefined, check: () => undefined }).catch(
      (cause: unknown) => cause,
    );
    expect(fault).toBeInstanceOf(UserError);
    expect(fault).toMatchObject({ kind: 'input', key: 'file.notWritable' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
