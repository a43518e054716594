import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const count = z.int().min(0);
const vitestReport = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
});
const playwrightReport = z.object({
  stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
});

/** Reads the report that Vitest wrote with its json reporter. */
export function vitestCounts(file: string): Counts {
  const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reads the report that Playwright wrote with its json reporter. A test that passed only when repeated has failed. */
export function playwrightCounts(file: string): Counts {
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * What a step adds to the sum. A step that failed although no test in it did (a format error, a file that could not be
 * loaded, a runner that died before its report) counts as one failure, so that the last line never looks green beside it.
 */
export function countsOfStep(succeeded: boolean, read: (() => Counts) | undefined): Counts {
  let counts = NONE;
  let readable = true;
  try {
    counts = read?.() ?? NONE;
  } catch {
    readable = false;
  }
  const tested = read === undefined || (readable && counts.passed + counts.failed + counts.skipped > 0);
  return counts.failed === 0 && !(succeeded && tested) ? add(counts, { ...NONE, failed: 1 }) : counts;
}

export const summaryLine = ({ passed, failed, skipped }: Counts): string =>
  `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
