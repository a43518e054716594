import { create } from 'zustand';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import type { ReadAs } from '../../../../shared/ipc/readAs.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import type { Role } from '../../../../shared/schemas/preview.ts';
import { request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';
import { useProject } from '../../../app/state/project.ts';
import { useData } from './data.ts';

export type PickedFile = Output<'data.choose'>['files'][number];
export type Seen = Output<'imports.preview'>;
export type Outcome = NonNullable<Output<'imports.outcome'>['outcome']>;
type Asked = Omit<Input<'imports.preview'>, 'files' | 'columns'>;

export const STEPS = ['file', 'columns', 'differences', 'import'] as const;
export type Step = (typeof STEPS)[number];

/** What the person has said of one column, in place of what was guessed. */
export interface ColumnChoice {
  readonly role?: Role;
  readonly read?: ReadAs;
}

interface Wizard {
  /** Files being looked at; none while the wizard is closed. */
  readonly files: readonly PickedFile[];
  readonly asked: Asked;
  readonly columns: ReadonlyMap<string, ColumnChoice>;
  /** Name of the specification that the person has opened. */
  readonly opened: string | null;
  /** Name of the file that the specification was last saved in. */
  readonly saved: string | null;
  readonly seen: Seen | null;
  readonly busy: boolean;
  readonly failure: AppError | null;
  readonly step: Step;
  /** The import under way or ended, and what came of it. */
  readonly jobId: string | null;
  readonly outcome: Outcome | null;
  readonly begin: (files: readonly PickedFile[]) => void;
  readonly close: () => void;
  readonly go: (step: Step) => void;
  readonly ask: (change: Partial<Asked>) => void;
  readonly choose: (column: string, choice: ColumnChoice) => void;
  /** Asks for a specification to read the files by. */
  readonly open: () => Promise<void>;
  /** Goes by what is guessed again. */
  readonly leave: () => void;
  /** Writes what will be read, as it stands, to a file that the person names. */
  readonly save: () => Promise<void>;
  readonly start: (replace: boolean, discardKey: boolean) => Promise<void>;
  /** Back from an import that has ended to the choices that led to it. */
  readonly again: (step: Step) => void;
}

const CLOSED = {
  files: [],
  asked: { options: {} },
  columns: new Map<string, ColumnChoice>(),
  opened: null,
  saved: null,
  seen: null,
  busy: false,
  failure: null,
  step: 'file',
  jobId: null,
  outcome: null,
} as const;

let latest = 0;

export const useWizard = create<Wizard>()((set, get) => {
  const input = (): Input<'imports.preview'> => {
    const { files, asked, columns } = get();
    return {
      ...asked,
      files: files.map(({ fileId }) => fileId),
      columns: [...columns].map(([column, choice]) => ({ column, ...choice })),
    };
  };
  const look = async (): Promise<void> => {
    latest += 1;
    const own = latest;
    set({ busy: true });
    const answer = await request('imports.preview', input());
    // A later question has been asked in the meantime, or the wizard has been closed.
    if (own !== latest) return;
    if (answer.ok) set({ seen: answer.data, failure: null, busy: false });
    else set({ failure: answer.error, busy: false });
  };
  return {
    ...CLOSED,
    begin: (files) => {
      if (files.length === 0) return;
      set({ ...CLOSED, files });
      void look();
    },
    close: () => {
      latest += 1;
      set(CLOSED);
    },
    go: (step) => {
      set({ step });
    },
    ask: (change) => {
      set(({ asked }) => ({ asked: { ...asked, ...change } }));
      void look();
    },
    choose: (column, choice) => {
      set(({ columns }) => ({ columns: new Map([...columns, [column, { ...columns.get(column), ...choice }]]) }));
      void look();
    },
    open: async () => {
      const answer = await request('imports.openSpecification', {});
      if (!answer.ok) set({ failure: answer.error });
      else if (answer.data.chosen !== null) {
        const { fileId, name } = answer.data.chosen;
        // What was said of other columns or another dialect does not hold for this one.
        set(({ asked }) => ({
          asked: { ...asked, options: {}, specification: fileId },
          columns: new Map(),
          opened: name,
        }));
        void look();
      }
    },
    leave: () => {
      set(({ asked }) => ({ asked: { ...asked, specification: null }, opened: null }));
      void look();
    },
    save: async () => {
      set({ saved: null });
      const answer = await request('imports.saveSpecification', input());
      if (answer.ok) set({ saved: answer.data.saved, failure: null });
      else set({ failure: answer.error });
    },
    start: async (replace, discardKey) => {
      const answer = await request('imports.start', { ...input(), replace, discardKey });
      if (!answer.ok) {
        set({ failure: answer.error });
        return;
      }
      useJobs.getState().begin(answer.data.jobId);
      set({ jobId: answer.data.jobId, outcome: null, failure: null });
    },
    again: (step) => {
      set({ jobId: null, outcome: null, failure: null, step });
      void look();
    },
  };
});

/** Fetches what came of an import when its job ends, and what the project then holds. Returns a function that stops. */
export const followImports = (): (() => void) =>
  useJobs.subscribe(({ ended }, before) => {
    const { jobId } = useWizard.getState();
    if (ended === before.ended || ended === null || ended.jobId !== jobId) return;
    const fetchOutcome = async (): Promise<void> => {
      const answer = await request('imports.outcome', { jobId });
      if (useWizard.getState().jobId !== jobId) return;
      if (answer.ok) useWizard.setState({ outcome: answer.data.outcome });
      if (ended.outcome !== 'done') return;
      await useData.getState().load();
      await useProject.getState().refresh();
    };
    void fetchOutcome();
  });

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useWizard.getState().close();
});
