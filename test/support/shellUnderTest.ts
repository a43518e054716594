import path from 'node:path';
import type { LogLine } from '../../electron/main/ports/log.ts';
import { createShell, type Shell, type Surroundings } from '../../electron/main/shell.ts';
import type { EventPayload, Input, Output } from '../../shared/ipc/contract.ts';
import type { MethodName } from '../../shared/ipc/methods.ts';
import type { Result } from '../../shared/ipc/result.ts';
import { builtFile } from './sources.ts';

/** The shell with the built engine, and everything that it says. */
export interface ShellUnderTest {
  readonly shell: Shell;
  readonly log: LogLine[];
  readonly progress: EventPayload<'job.progress'>[];
  readonly ended: EventPayload<'job.ended'>[];
  readonly ask: <M extends MethodName>(method: M, input: Input<M>) => Promise<Result<Output<M>>>;
  /** As `ask`, for what must succeed. */
  readonly get: <M extends MethodName>(method: M, input: Input<M>) => Promise<Output<M>>;
}

/** Starts a shell whose own files lie in `folder`. A dialog that is not given is closed without a choice. */
export function shellUnderTest(
  folder: string,
  {
    kind = 'electron',
    demonstrationFolder = folder,
    dialogs = {},
  }: {
    readonly kind?: Surroundings['kind'];
    readonly demonstrationFolder?: string;
    readonly dialogs?: Partial<Surroundings['dialogs']>;
  } = {},
): ShellUnderTest {
  const log: LogLine[] = [];
  const progress: EventPayload<'job.progress'>[] = [];
  const ended: EventPayload<'job.ended'>[] = [];
  const shell = createShell({
    kind,
    version: '0',
    engineFile: builtFile('main', 'engine.js'),
    dataFolder: path.join(folder, 'app'),
    demonstrationFolder,
    dialogs: {
      chooseProject: () => Promise.resolve(null),
      chooseDeliveries: () => Promise.resolve([]),
      chooseSpecification: () => Promise.resolve(null),
      saveSpecification: () => Promise.resolve(null),
      chooseDefinition: () => Promise.resolve(null),
      chooseForRelease: () => Promise.resolve(null),
      saveForRelease: () => Promise.resolve(null),
      ...dialogs,
    },
    emit: (event, payload) => {
      if (event === 'job.progress') progress.push(payload as EventPayload<'job.progress'>);
      else ended.push(payload as EventPayload<'job.ended'>);
    },
    log: (line) => log.push(line),
    now: () => new Date('2026-01-15T09:00:00Z'),
  });
  const ask: ShellUnderTest['ask'] = async (method, input) =>
    (await shell.router.dispatch(method, input)) as Result<Output<typeof method>>;
  const get: ShellUnderTest['get'] = async (method, input) => {
    const answer = await ask(method, input);
    if (!answer.ok) throw new Error(answer.error.key);
    return answer.data;
  };
  return { shell, log, progress, ended, ask, get };
}
