import { create } from 'zustand';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';
import { useProject } from '../../../app/state/project.ts';
import { carryOut } from './work.ts';

export type Contents = NonNullable<Output<'release.checked'>['contents']>;
export type StoredRelease = Output<'release.list'>['releases'][number];
type Draft = NonNullable<Output<'tables.draft'>['draft']>;
type Failure = Pick<AppError, 'key' | 'parameters'>;

interface DraftState {
  /** Null while there is none. */
  readonly draft: Draft | null;
  /** Where the project's draft says something that this version cannot read. */
  readonly unread: string | null;
  readonly releases: readonly StoredRelease[];
  /** What the package would hold, as last checked; null when it has not been, or the draft has changed since. */
  readonly contents: Contents | null;
  readonly failure: Failure | null;
  /** The latest that was submitted from here. */
  readonly submitted: NonNullable<Output<'release.submitted'>['submitted']> | null;
  readonly load: () => Promise<void>;
  readonly check: (organisation: string) => Promise<void>;
  readonly submit: (asked: {
    readonly organisation: string;
    readonly key: string;
    readonly passphrase: string;
    readonly reviewer: string;
  }) => Promise<Failure | null>;
}

const START = { draft: null, unread: null, releases: [], contents: null, failure: null, submitted: null } as const;

export const useDraft = create<DraftState>()((set, get) => ({
  ...START,
  load: async () => {
    const [draft, list] = [await request('tables.draft', {}), await request('release.list', {})];
    const before = JSON.stringify(get().draft);
    if (draft.ok) {
      const now = draft.data.draft?.tables.length === 0 ? null : draft.data.draft;
      set({
        draft: now,
        unread: draft.data.unread,
        ...(JSON.stringify(now) === before ? {} : { contents: null, failure: null }),
      });
    }
    if (list.ok) set({ releases: [...list.data.releases].reverse() });
  },
  check: async (organisation) => {
    set({ failure: null, contents: null, submitted: null });
    const outcome = await carryOut(() => request('release.check', { organisation }));
    if (outcome.kind === 'failed') set({ failure: outcome.error });
    if (outcome.kind !== 'done') return;
    const answer = await request('release.checked', { jobId: outcome.jobId });
    if (answer.ok) set({ contents: answer.data.contents });
  },
  submit: async (asked) => {
    const outcome = await carryOut(() => request('release.submit', asked));
    if (outcome.kind === 'failed') {
      await get().load();
      return outcome.error;
    }
    if (outcome.kind === 'closed') return null;
    const answer = await request('release.submitted', { jobId: outcome.jobId });
    if (answer.ok) set({ submitted: answer.data.submitted });
    await get().load();
    return null;
  },
}));

// Nothing of one project is left standing when another is opened.
useProject.subscribe(({ summary }, before) => {
  if (summary === null && before.summary !== null) useDraft.setState(START);
});
