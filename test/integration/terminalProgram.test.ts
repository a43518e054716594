import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTerminalProgram } from '../../build/terminal/program.ts';
import { PRODUCT_VERSION } from '../../shared/product/version.ts';

/* The program of the command line as it is installed (ADR 30): made once, and used as a person without anything else would. */

let folder = '';
let program = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sigill-terminal-'));
  program = await makeTerminalProgram(path.join(folder, 'terminal'));
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sigill(args: readonly string[], environment: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: environment, timeout: 120_000 });
}

/** True where a process can be put into a network of its own, in which there is nothing to reach. */
const canCutOff = spawnSync('unshare', ['--map-root-user', '--net', 'true']).status === 0;

describe('the installed program of the command line', () => {
  it('says its version and knows the commands', () => {
    expect(sigill(['--version']).stdout.trim()).toBe(PRODUCT_VERSION);
    expect(sigill(['verify', '--help']).status).toBe(0);
    expect(sigill(['nothing']).status).toBe(2);
  });

  it.skipIf(!canCutOff)(
    'goes from a made-up country to a verified package, with its threads and without a network',
    () => {
      const out = path.join(folder, 'demo');
      const done = spawnSync(
        'unshare',
        ['--map-root-user', '--net', program, 'demo', '--persons', '60000', '--years', '2023', '--out', out],
        { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] }, timeout: 150_000 },
      );
      expect(`${String(done.status)} ${done.stderr}`).toMatch(/^0 /u);
      expect(existsSync(out)).toBe(true);
    },
    160_000,
  );

  it('takes no options of Node, from neither the environment nor the line', () => {
    const evil = path.join(folder, 'evil.cjs');
    writeFileSync(evil, "process.stdout.write('EVIL');");
    const given = sigill(['--version'], { NODE_OPTIONS: `--require ${evil}` });
    expect(given.stdout.trim()).toBe(PRODUCT_VERSION);
    expect(sigill(['--require', evil, '--version']).stdout).not.toContain('EVIL');
    expect(sigill(['--eval', "process.stdout.write('EVIL')"]).stdout).not.toContain('EVIL');
    expect(sigill([evil]).stdout).not.toContain('EVIL');
  });

  it('starts nothing when a file beside it was added, and says which', () => {
    const added = path.join(folder, 'terminal/app/added.js');
    writeFileSync(added, '');
    const refused = sigill(['--version']);
    rmSync(added);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('app/added.js');
    expect(sigill(['--version']).status).toBe(0);
  });

  it('starts nothing when a file beside it was changed, in the language that was asked for', () => {
    appendFileSync(path.join(folder, 'terminal/app/index.js'), ' ');
    const refused = sigill(['--version'], { SIGILL_LANGUAGE: 'en' });
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toContain('has been changed: app/index.js');
  });
});
