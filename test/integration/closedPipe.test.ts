import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

const SIGILL = path.resolve(import.meta.dirname, '../../electron/cli/index.ts');

/** Runs `sigill` with nobody reading one of its streams, as after `| head`, and gives what came on standard error. */
async function unread(stream: 'stdout' | 'stderr', ...argv: readonly string[]): Promise<[number | null, string]> {
  const child = spawn(process.execPath, [SIGILL, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said += part));
  child[stream].destroy();
  await once(child, 'close');
  return [child.exitCode, said];
}

it('ends quietly when nobody reads the rest of the output', async () => {
  expect(await unread('stdout', 'indicators', '--list')).toEqual([0, '']);
});

it('keeps its exit code when nobody reads what it remarks', async () => {
  expect(await unread('stderr', 'assess')).toEqual([2, '']);
});
