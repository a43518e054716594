import { create } from 'zustand';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import type { AppError, Result } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';

type Listed = Output<'scenarios.list'>;
export type ShownScenario = Listed['scenarios'][number];
export type ShownComment = Listed['comments'][number];
export type OpenedFile = NonNullable<Output<'scenarios.open'>['opened']>;
export type SentFile = NonNullable<Output<'scenarios.send'>['sent']>;

interface ScenarioState {
  readonly list: readonly ShownScenario[];
  readonly comments: readonly ShownComment[];
  readonly failure: AppError | null;
  /** What is compared: the first with the second. */
  readonly from: string | null;
  readonly to: string | null;
  readonly refresh: () => Promise<void>;
  readonly compare: (pair: { readonly from?: string; readonly to?: string }) => void;
  /** Does something in the project, and fetches everything anew. Null when it failed; the failure is told. */
  readonly act: <T>(asked: Promise<Result<T>>) => Promise<T | null>;
}

/** The project's scenarios and comments, and which two stand against each other. */
export const useScenarios = create<ScenarioState>()((set, get) => ({
  list: [],
  comments: [],
  failure: null,
  from: null,
  to: null,
  refresh: async () => {
    const answer = await request('scenarios.list', {});
    if (!answer.ok) {
      set({ failure: answer.error });
      return;
    }
    const { scenarios: list, comments } = answer.data;
    const there = list.filter(({ removed }) => !removed).map(({ id }) => id);
    const { from, to } = get();
    const first = from !== null && there.includes(from) ? from : (there[0] ?? null);
    const second = to !== null && there.includes(to) ? to : (there.find((id) => id !== first) ?? first);
    set({ list, comments, from: first, to: second });
  },
  compare: (pair) => {
    set(pair);
  },
  act: async (asked) => {
    const answer = await asked;
    if (!answer.ok) {
      set({ failure: answer.error });
      return null;
    }
    set({ failure: null });
    await get().refresh();
    return answer.data;
  },
}));

export const addComment = (about: Input<'comments.add'>['about'], text: string): Promise<unknown> =>
  useScenarios.getState().act(request('comments.add', { about, text }));
