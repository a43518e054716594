import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { draftFolder } from '../../../../../electron/engine/files/draftFolder.ts';
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

it('sweeps away what a killed process left of the same folder, and nothing else', async () => {
  const above = await mkdtemp(path.join(tmpdir(), 'sigill-draft-'));
  try {
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const kept = [
      `.land-${String(process.pid)}-abcdef`,
      `.annat-${String(ended)}-abcdef`,
      `.land-${String(ended)}`,
      '.land-abcdef',
      'land-old',
    ];
    for (const name of [`.land-${String(ended)}-abcdef`, ...kept])
      await mkdir(path.join(above, name, 'deep'), { recursive: true });
    const draft = await draftFolder(path.join(above, 'land'));
    expect((await readdir(above)).sort()).toEqual([...kept, path.basename(draft)].sort());
  } finally {
    await rm(above, { recursive: true, force: true });
  }
});
