import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { run } from '../../../../electron/cli/run.ts';

it('names the indicators when a method without groups has only weights of zero', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sigill-weightless-'));
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const areas = path.join(folder, 'areas.csv');
    const method = path.join(folder, 'method.json');
    await writeFile(areas, 'area,a\nA1,1\nA2,2\n');
    const indicators = [{ id: 'a', direction: 1, weight: 0 }];
    await writeFile(method, JSON.stringify({ version: 1, kind: 'index', normalisation: { kind: 'z' }, indicators }));
    const argv = ['assess', '--areas', areas, '--method', method, '--out', path.join(folder, 'out')];
    expect(await run(argv, {})).toBe(2);
    expect(said.mock.calls.join('')).toContain('”indicators”');
  } finally {
    said.mockRestore();
    await rm(folder, { recursive: true, force: true });
  }
});
