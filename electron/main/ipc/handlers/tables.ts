import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AskedTable } from '../../../../shared/ipc/tables.ts';
import { newCancelFlag } from '../../engineClient.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type TablesMethod =
  | 'tables.draft'
  | 'tables.saveDraft'
  | 'tables.count'
  | 'tables.stopCounting'
  | 'tables.protect'
  | 'tables.protected'
  | 'tables.explain'
  | 'tables.compare'
  | 'tables.compared';

/** What a job gave, until the window has asked for it: once. */
interface Latest<T> {
  readonly jobId: string;
  readonly given: T;
}

export const tablesHandlers = ({ engine, jobs, releasePlaces }: ShellParts): Pick<AllHandlers, TablesMethod> => {
  const inFolder = <T extends AskedTable>({ organisation, ...asked }: T) => ({
    ...asked,
    folder: organisation === null ? null : releasePlaces.pathOf('organisation', organisation),
  });
  // Of the latest count alone: what was counted before is of no use to anyone.
  let counting: Int32Array | undefined;
  const stopCounting = (): void => {
    if (counting !== undefined) Atomics.store(counting, 0, 1);
    counting = undefined;
  };
  let made: Latest<Output<'tables.protected'>['outcome']> | undefined;
  let compared: Latest<Output<'tables.compared'>['tried']> | undefined;
  return {
    'tables.draft': async () => engine.call('tables.draft', {}),
    'tables.saveDraft': async (input) => engine.call('tables.saveDraft', input),
    'tables.count': async (input) => {
      stopCounting();
      const cancel = newCancelFlag();
      counting = cancel;
      return engine.call('tables.count', inFolder(input), { cancel });
    },
    'tables.stopCounting': () => {
      stopCounting();
      return {};
    },
    // Asked of the engine that has the project open, which gives it to a thread beside its own.
    'tables.protect': (input) => {
      const asked = inFolder(input);
      const jobId = jobs.start(async (_own, options) => {
        const given = await engine.call('tables.protect', asked, options);
        made = { jobId, given };
        return null;
      });
      return { jobId };
    },
    'tables.protected': ({ jobId }) => {
      const outcome = made?.jobId === jobId ? made.given : null;
      made = undefined;
      return { outcome };
    },
    'tables.explain': async (input) => engine.call('tables.explain', inFolder(input)),
    'tables.compare': (input) => {
      const asked = inFolder(input);
      const jobId = jobs.start(async (_own, options) => {
        const { tried: given } = await engine.call('tables.compare', asked, options);
        compared = { jobId, given };
        return null;
      });
      return { jobId };
    },
    'tables.compared': ({ jobId }) => {
      const tried = compared?.jobId === jobId ? compared.given : null;
      compared = undefined;
      return { tried };
    },
  };
};
