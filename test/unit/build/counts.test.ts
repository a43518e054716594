import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countsOfStep, playwrightCounts, summaryLine, vitestCounts } from '../../../build/runner/counts.ts';
import { allSteps, chosenSteps } from '../../../build/runner/steps.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sigill-counts-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const written = (content: object): string => {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

describe('counts of the test runners', () => {
  it('reads what Vitest and Playwright report', () => {
    const vitest = written({ numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1, more: true });
    expect(vitestCounts(vitest)).toEqual({ passed: 7, failed: 1, skipped: 3 });
    const playwright = written({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2, duration: 1 } });
    expect(playwrightCounts(playwright)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it.each([
    ['a check that holds', true, undefined, 0],
    ['a check that does not', false, undefined, 1],
    ['a runner that failed without a failing test', false, { passed: 3, failed: 0, skipped: 0 }, 1],
    ['a runner with failing tests', false, { passed: 3, failed: 2, skipped: 0 }, 2],
    ['a runner that ran nothing', true, { passed: 0, failed: 0, skipped: 0 }, 1],
    ['a runner that went well', true, { passed: 3, failed: 0, skipped: 1 }, 0],
  ])('counts the failures of %s', (_what, succeeded, counts, failed) => {
    expect(countsOfStep(succeeded, counts === undefined ? undefined : () => counts).failed).toBe(failed);
  });

  it('counts a report that cannot be read as a failure', () => {
    expect(countsOfStep(true, () => vitestCounts(path.join(folder, 'absent.json')))).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
  });

  it('ends with one plain line', () => {
    expect(summaryLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped');
  });
});

describe('steps of npm test', () => {
  const steps = allSteps({ reports: folder, long: false });

  it('never leaves the browser tests out', () => {
    expect(chosenSteps(steps, undefined).map((step) => step.name)).toEqual([
      'format',
      'lint',
      'types',
      'knip',
      'unit',
      'build',
      'integration',
      'security',
      'browser',
    ]);
  });

  it('builds before a step that looks at what was built', () => {
    expect(chosenSteps(steps, 'browser').map((step) => step.name)).toEqual(['build', 'browser']);
    expect(chosenSteps(steps, 'unit').map((step) => step.name)).toEqual(['unit']);
    expect(() => chosenSteps(steps, 'speed')).toThrow('The steps are');
  });
});
