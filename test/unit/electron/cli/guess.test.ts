import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../../../electron/cli/run.ts';

it('leaves an edited specification as it is when the file is guessed at again', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sigill-guess-'));
  try {
    const register = path.join(folder, 'egen_2023.csv');
    const edited = path.join(folder, 'egen.json');
    await writeFile(register, 'LopNr;Alder\n1;34\n2;35\n');
    await writeFile(edited, 'edited');
    expect(await run(['import', '--guess', register, '--out', edited], {})).toBe(2);
    expect(await readFile(edited, 'utf8')).toBe('edited');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
