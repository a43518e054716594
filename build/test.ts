import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium, obtainChromium } from './chromium.ts';
import { add, type Counts, countsOfStep, NONE, summaryLine } from './runner/counts.ts';
import { allSteps, chosenSteps, type Step } from './runner/steps.ts';

/*
 * `npm test`: every check and every test, one section each. A step that fails does not stop the rest; the last line
 * sums up the tests of all runners, and the exit code says whether everything held.
 */

const ROOT = path.resolve(import.meta.dirname, '..');
const NO_CHROMIUM =
  'The browser tests need a Chromium, and none could be found or fetched. Install one (on Debian: apt-get install chromium), ' +
  'or set SIGILL_CHROMIUM to the path of one, and run again.';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function succeeds(step: Step, environment: NodeJS.ProcessEnv): boolean {
  const until = Date.now() + step.minutes * 60_000;
  return step.commands.every(([program, ...rest]) => {
    const ended = spawnSync(program, rest, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...environment, ...step.environment },
      timeout: Math.max(1, until - Date.now()),
      killSignal: 'SIGKILL',
      shell: process.platform === 'win32',
    });
    if (ended.error !== undefined) print(`${program} did not end as it should: ${ended.error.message}`);
    return ended.status === 0;
  });
}

/** An environment in which the programs of node_modules are found first, and Node 24 with them. */
const environmentWith = (chromium: string | undefined): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [path.join(ROOT, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(path.delimiter),
  ...(chromium === undefined ? {} : { SIGILL_CHROMIUM: chromium }),
});

/** The Chromium to test with, got where there is none, or undefined with the reason said. */
function chromiumForTests(): string | undefined {
  try {
    const chromium = findChromium() ?? obtainChromium();
    if (chromium === undefined) print(NO_CHROMIUM);
    return chromium;
  } catch (cause) {
    print(cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}

function runStep(step: Step): Counts {
  print(`\n== ${step.title} ==`);
  const started = performance.now();
  const chromium = step.needsChromium === true ? chromiumForTests() : undefined;
  const possible = step.needsChromium !== true || chromium !== undefined;
  const succeeded = possible && succeeds(step, environmentWith(chromium));
  const counts = countsOfStep(succeeded, possible ? step.counts : undefined);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(`-- ${step.title}: ${counts.failed === 0 ? 'holds' : 'FAILED'} (${seconds} s)`);
  return counts;
}

function main(): number {
  const { values } = parseArgs({ options: { only: { type: 'string' }, long: { type: 'boolean', default: false } } });
  if (Number.parseInt(process.versions.node, 10) < 24) {
    print(
      `Node 24 is needed and comes with npm ci; this is Node ${process.versions.node}. Run \`npm ci\`, then \`npm test\`.`,
    );
    return 2;
  }
  const reports = mkdtempSync(path.join(tmpdir(), 'sigill-reports-'));
  try {
    let steps: readonly Step[];
    try {
      steps = chosenSteps(allSteps({ reports, long: values.long }), values.only);
    } catch (cause) {
      print(cause instanceof Error ? cause.message : String(cause));
      return 2;
    }
    const started = performance.now();
    const failed: string[] = [];
    let sum = NONE;
    for (const step of steps) {
      const counts = runStep(step);
      if (counts.failed > 0) failed.push(step.title);
      sum = add(sum, counts);
    }
    const minutes = ((performance.now() - started) / 60_000).toFixed(1);
    print(`\n${failed.length === 0 ? 'Everything holds' : `Failed: ${failed.join(', ')}`} (${minutes} min)`);
    print(summaryLine(sum));
    return failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

process.exitCode = main();
