import { create } from 'zustand';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';
import type { Chosen } from './signing.ts';
import { carryOut } from './work.ts';

export type Review = NonNullable<Output<'review.opened'>['review']>;
export type ReviewedTable = Review['tables'][number];
export type Decided = NonNullable<Output<'review.decided'>['decided']>;
type Failure = Pick<AppError, 'key' | 'parameters'>;

interface ReviewState {
  readonly file: Chosen | null;
  readonly review: Review | null;
  readonly decided: Decided | null;
  readonly setFile: (file: Chosen) => void;
  readonly open: (asked: Input<'review.open'>) => Promise<Failure | null>;
  readonly decide: (asked: Input<'review.decide'>) => Promise<Failure | null>;
  readonly close: () => void;
}

/** The review that is open: in the window's memory alone, and gone when it is closed. */
export const useReview = create<ReviewState>()((set) => ({
  file: null,
  review: null,
  decided: null,
  setFile: (file) => {
    set({ file, review: null, decided: null });
  },
  open: async (asked) => {
    const outcome = await carryOut(() => request('review.open', asked));
    if (outcome.kind === 'failed') return outcome.error;
    if (outcome.kind === 'closed') return null;
    const answer = await request('review.opened', { jobId: outcome.jobId });
    if (!answer.ok) return answer.error;
    set({ review: answer.data.review, decided: null });
    return null;
  },
  decide: async (asked) => {
    const outcome = await carryOut(() => request('review.decide', asked));
    if (outcome.kind === 'failed') return outcome.error;
    if (outcome.kind === 'closed') return null;
    const answer = await request('review.decided', { jobId: outcome.jobId });
    if (!answer.ok) return answer.error;
    set({ decided: answer.data.decided });
    return null;
  },
  close: () => {
    set({ file: null, review: null, decided: null });
  },
}));

/** One line of a table as it would leave: a combination of every dimension but the last. */
export interface Line {
  readonly key: string;
  readonly heading: readonly { readonly code: string; readonly label: string }[];
  /** Position of its first cell; the others follow. */
  readonly first: number;
  readonly hidden: number;
}

/** The lines of a table, in the order in which they would leave. */
export function linesOf({ dimensions, values }: ReviewedTable, language: 'sv' | 'en'): readonly Line[] {
  const before = dimensions.slice(0, -1);
  const width = dimensions.at(-1)?.codes.length ?? 1;
  const count = width === 0 ? 0 : values.length / width;
  return Array.from({ length: count }, (_, line) => {
    let left = line;
    const nodes: number[] = [];
    for (const { codes } of before.toReversed()) {
      nodes.unshift(left % codes.length);
      left = Math.floor(left / codes.length);
    }
    const heading = before.map(({ codes, labels }, d) => {
      const node = nodes[d] ?? 0;
      return { code: codes[node] ?? '', label: labels[language][node] ?? '' };
    });
    const first = line * width;
    let hidden = 0;
    for (let cell = first; cell < first + width; cell += 1) if (Number.isNaN(values[cell])) hidden += 1;
    return { key: heading.map(({ code }) => code).join('|'), heading, first, hidden };
  });
}
