import { create } from 'zustand';
import { type History, record, redo, startHistory, undo } from '../../../../../shared/domain/tuning/history.ts';
import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../../shared/ipc/result.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { request } from '../../../../app/connection/client.ts';
import { useProject } from '../../../../app/state/project.ts';
import { useOrganisation } from '../../model/organisation.ts';
import { askedOf, linkedWith } from './asked.ts';
import { type Built, missingIn, startContent } from './built.ts';
import { useDraft } from './draft.ts';
import type { Registers } from './registers.ts';
import { forgetResults } from './results.ts';

export type LiveCount = Output<'tables.count'>;
export type Titled = (built: Built) => ReleaseTable['title'];

/** How long a person must be still before the table is counted. */
const STILL_MS = 250;

interface BuilderState {
  readonly registers: Registers | null;
  readonly history: History<Built> | null;
  /** What the latest step was made by: more of the same, as when a name is written, goes into it. */
  readonly pulled: string | null;
  readonly count: LiveCount | null;
  /** True while the count is not yet about what is chosen. */
  readonly behind: boolean;
  readonly failure: AppError | null;
  /** Reads what tables can be about, and starts with a first one. */
  readonly begin: (year: number, titled: Titled) => Promise<void>;
  readonly change: (change: (built: Built) => Built, by?: string) => void;
  readonly settle: () => void;
  /** Shows another table, such as one of the draft, as a step. */
  readonly show: (built: Built) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Counts again, as when other rules hold. */
  readonly recount: () => void;
  readonly close: () => void;
}

const NOTHING = {
  registers: null,
  history: null,
  pulled: null,
  count: null,
  behind: false,
  failure: null,
} as const;

let titled: Titled = ({ table }) => table.title;
let asked = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;

export const useBuilder = create<BuilderState>()((set, get) => {
  const ask = async (): Promise<void> => {
    const { history } = get();
    if (history === null) return;
    const mine = (asked += 1);
    const answer = await request('tables.count', askedOf(history.present));
    if (mine !== asked) return;
    if (answer.ok) set({ count: answer.data, behind: false, failure: null });
    else if (answer.error.code !== 'CANCELLED') set({ count: null, behind: false, failure: answer.error });
  };
  const askSoon = (): void => {
    clearTimeout(waiting);
    // What is being counted is of no use any more.
    asked += 1;
    void request('tables.stopCounting', {});
    const { history } = get();
    if (history === null || missingIn(history.present) !== null) {
      set({ behind: false, count: null, failure: null });
      return;
    }
    set({ behind: true });
    waiting = setTimeout(() => void ask(), STILL_MS);
  };
  const take = (history: History<Built>, pulled: string | null): void => {
    set({ history, pulled });
    askSoon();
  };
  return {
    ...NOTHING,
    begin: async (year, naming) => {
      titled = naming;
      if (get().history !== null) return;
      const answer = await request('definitions.registers', {});
      if (!answer.ok || get().history !== null) return;
      const { registers } = answer.data;
      const years = [...new Set(registers.flatMap((one) => one.years))].sort((a, b) => b - a);
      const first = [year, ...years].find((own) => startContent(registers, own) !== null);
      set({ registers });
      const content = first === undefined ? null : startContent(registers, first);
      if (first === undefined || content === null) return;
      const built: Built = {
        year: first,
        table: { id: 'tabell', title: { sv: 'Tabell', en: 'Table' }, level: 'regso', content },
        ownTitle: false,
        ownId: false,
        inDraft: null,
      };
      take(startHistory({ ...built, table: { ...built.table, title: titled(built) } }), null);
    },
    change: (change, by) => {
      const { history, pulled } = get();
      if (history === null) return;
      const next = change(history.present);
      const named = next.ownTitle ? next : { ...next, table: { ...next.table, title: titled(next) } };
      const more = by !== undefined && pulled === by;
      take(more ? { ...history, present: named } : record(history, named), by ?? null);
    },
    settle: () => {
      set({ pulled: null });
    },
    show: (built) => {
      const { history } = get();
      take(history === null ? startHistory(built) : record(history, built), null);
    },
    undo: () => {
      const { history } = get();
      if (history !== null && history.past.length > 0) take(undo(history), null);
    },
    redo: () => {
      const { history } = get();
      if (history !== null && history.future.length > 0) take(redo(history), null);
    },
    recount: () => {
      askSoon();
    },
    close: () => {
      clearTimeout(waiting);
      asked += 1;
      void request('tables.stopCounting', {});
      forgetResults();
      set(NOTHING);
    },
  };
});

// A table that is linked with this one has changed in the draft.
useDraft.subscribe((now, before) => {
  const built = useBuilder.getState().history?.present;
  if (built?.table.linked === undefined || now.history?.present.tables === before.history?.present.tables) return;
  const of = (state: typeof now): string => JSON.stringify(linkedWith(built, state.history?.present.tables ?? []));
  if (of(now) !== of(before)) useBuilder.getState().recount();
});

useOrganisation.subscribe(({ chosen }, before) => {
  if (chosen !== before.chosen && useBuilder.getState().history !== null) useBuilder.getState().recount();
});

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useBuilder.getState().close();
});
