import { create } from 'zustand';
import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { AskedTable } from '../../../../../shared/ipc/tables.ts';
import type { AppError } from '../../../../../shared/ipc/result.ts';
import { request } from '../../../../app/connection/client.ts';
import { useJobs } from '../../../../app/state/jobs.ts';
import { askedOf } from './asked.ts';
import type { Built } from './built.ts';

type Outcome = NonNullable<Output<'tables.protected'>['outcome']>;
export type ProtectedTable = Extract<Outcome, { kind: 'protected' }>['table'];
export type RefusedTable = Extract<Outcome, { kind: 'refused' }>['refused'];
export type Explanation = Output<'tables.explain'>;
export type Tried = NonNullable<Output<'tables.compared'>['tried']>[number];

/** A cell of the protected table: its measure and its position. */
export interface Cell {
  readonly measure: number;
  readonly cell: number;
}

export interface Explained extends Cell {
  /** Null while it is worked out. */
  readonly found: Explanation | null;
  readonly failure: AppError | null;
}

/** Of which table a comparison tells: as long as this is what the form says, it is about it. */
export function contentOf(built: Built): string {
  const { year, table, linked, organisation } = askedOf(built);
  const { level, content, minFrequency, waivers, cells } = table;
  return JSON.stringify([year, level, content, minFrequency, waivers, cells, linked, organisation]);
}

/** The same for a protection, which is by one method. */
export const subjectOf = (built: Built): string =>
  JSON.stringify([contentOf(built), built.table.method ?? { kind: 'suppress' }]);

interface ResultsState {
  /** The table that was protected last, and what came of it. */
  readonly made: {
    readonly built: Built;
    readonly asked: AskedTable;
    readonly subject: string;
    readonly outcome: Outcome;
  } | null;
  readonly compared: { readonly built: Built; readonly subject: string; readonly tried: readonly Tried[] } | null;
  readonly running: { readonly jobId: string; readonly kind: 'protect' | 'compare' } | null;
  readonly failure: AppError | null;
  readonly explained: Explained | null;
  readonly protect: (built: Built) => Promise<void>;
  readonly compare: (built: Built) => Promise<void>;
  readonly explain: (cell: Cell | null) => Promise<void>;
}

const NOTHING = { made: null, compared: null, running: null, failure: null, explained: null } as const;

let explaining = 0;
let started = 0;

/** Waits until the job has ended, and says how. */
const endOf = (jobId: string): Promise<'done' | 'failed' | 'cancelled'> =>
  new Promise((resolve) => {
    const known = useJobs.getState().ended;
    if (known?.jobId === jobId) {
      resolve(known.outcome);
      return;
    }
    const stop = useJobs.subscribe(({ ended }) => {
      if (ended?.jobId !== jobId) return;
      stop();
      resolve(ended.outcome);
    });
  });

export const useResults = create<ResultsState>()((set, get) => {
  /** Starts a job, follows it, and gives its id when it is done; null when it was not, which the job line tells. */
  const work = async (kind: 'protect' | 'compare', asked: AskedTable): Promise<string | null> => {
    const mine = (started += 1);
    set({ failure: null });
    const answer = await request(`tables.${kind}`, asked);
    if (!answer.ok) {
      set({ failure: answer.error });
      return null;
    }
    const { jobId } = answer.data;
    set({ running: { jobId, kind } });
    useJobs.getState().begin(jobId);
    const outcome = await endOf(jobId);
    if (mine !== started) return null;
    set({ running: null });
    return outcome === 'done' ? jobId : null;
  };
  return {
    ...NOTHING,
    protect: async (built) => {
      const [asked, subject] = [askedOf(built), subjectOf(built)];
      const jobId = await work('protect', asked);
      const answer = jobId === null ? null : await request('tables.protected', { jobId });
      if (answer?.ok === true && answer.data.outcome !== null) {
        explaining += 1;
        set({ made: { built, asked, subject, outcome: answer.data.outcome }, explained: null });
      }
    },
    compare: async (built) => {
      const subject = contentOf(built);
      const jobId = await work('compare', askedOf(built));
      const answer = jobId === null ? null : await request('tables.compared', { jobId });
      if (answer?.ok === true && answer.data.tried !== null)
        set({ compared: { built, subject, tried: answer.data.tried } });
    },
    explain: async (cell) => {
      const mine = (explaining += 1);
      const { made } = get();
      if (cell === null || made?.outcome.kind !== 'protected') {
        set({ explained: null });
        return;
      }
      // Of a cell that is shown there is nothing to explain; what is wished of it can be said all the same.
      if (made.outcome.table.measures[cell.measure]?.statuses[cell.cell] === 0) {
        set({ explained: { ...cell, found: null, failure: null } });
        return;
      }
      set({ explained: { ...cell, found: null, failure: null } });
      const { measures, linkedHidden } = made.outcome.table;
      const hidden = [
        ...measures.map(({ statuses }) => Array.from(statuses.keys()).filter((at) => statuses[at] !== 0)),
        ...linkedHidden,
      ];
      const answer = await request('tables.explain', { ...made.asked, ...cell, hidden });
      if (mine !== explaining) return;
      set({
        explained: answer.ok
          ? { ...cell, found: answer.data, failure: null }
          : { ...cell, found: null, failure: answer.error },
      });
    },
  };
});

/** Forgets everything, as when the project is closed. */
export function forgetResults(): void {
  explaining += 1;
  started += 1;
  useResults.setState(NOTHING);
}
