import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createShell } from '../../electron/main/shell.ts';
import type { EventPayload } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/ipc/result.ts';

const ENGINE = path.resolve(import.meta.dirname, '../../out/main/engine.js');
/** Pictures are taken of a country whose areas are as full as on a small real extract. */
const PERSONS = process.env['SIGILL_PICTURES'] === '1' ? 500_000 : 20_000;

/** Where the project lies that the browser tests open. */
export const DEMONSTRATION_FILE = 'SIGILL_TEST_PROJECT';

/**
 * Before the browser tests: makes one small demonstration country with the production engine, through the shell as the
 * window would. Returns what removes it.
 */
export default async function makeDemonstration(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sigill-browser-project-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const ended = Promise.withResolvers<EventPayload<'job.ended'>>();
  const shell = createShell({
    kind: 'preview',
    version: '0.0.0-test',
    engineFile: ENGINE,
    dialogs: {
      chooseProject: () => Promise.resolve(null),
      chooseDeliveries: () => Promise.resolve([]),
      chooseSpecification: () => Promise.resolve(null),
      saveSpecification: () => Promise.resolve(null),
      chooseDefinition: () => Promise.resolve(null),
      chooseForRelease: () => Promise.resolve(null),
      saveForRelease: () => Promise.resolve(null),
    },
    dataFolder: folder,
    demonstrationFolder: folder,
    now: () => new Date('2026-01-15T09:00:00Z'),
    emit: (event, payload) => {
      if (event === 'job.ended') ended.resolve(payload as EventPayload<'job.ended'>);
    },
    log: () => undefined,
  });
  try {
    const started: Result<unknown> = await shell.router.dispatch('demonstration.create', { persons: PERSONS, seed: 1 });
    const outcome = started.ok ? ok(await ended.promise) : started;
    if (!outcome.ok || outcome.data.outcome !== 'done')
      throw new Error(`the demonstration country was not made: ${JSON.stringify(outcome)}`);
    const files = await readdir(folder, { recursive: true });
    const project = files.find((file) => file.endsWith('.sigill'));
    if (project === undefined) throw new Error('the demonstration country left no project file');
    process.env[DEMONSTRATION_FILE] = path.join(folder, project);
    return remove;
  } catch (cause) {
    await remove();
    throw cause;
  } finally {
    await shell.close();
  }
}
