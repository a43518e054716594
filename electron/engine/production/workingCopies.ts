import path from 'node:path';
import type { RunContext } from './unit.ts';

/** Says in the project's log, before anything can be read, that results are written outside it. */
export function noteCopy({ project, plan }: RunContext, kind: string, files: readonly string[]): void {
  project.appendLog('working-copy', {
    kind,
    files: files.map((file) => path.basename(file)),
    year: plan.year,
    run: plan.name,
  });
}
