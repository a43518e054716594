import { create } from 'zustand';
import type { Input, Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { request } from '../../../app/connection/client.ts';
import { carryOut } from './work.ts';

export type Sealed = NonNullable<Output<'release.sealed'>['sealed']>;
export type Verified = NonNullable<Output<'release.verified'>['verified']>;
type Failure = Pick<AppError, 'key' | 'parameters'>;

interface Packages {
  readonly sealed: Sealed | null;
  readonly verified: Verified | null;
  readonly seal: (asked: Input<'release.seal'>) => Promise<Failure | null>;
  readonly verify: (asked: Input<'release.verify'>) => Promise<Failure | null>;
}

export const usePackages = create<Packages>()((set) => ({
  sealed: null,
  verified: null,
  seal: async (asked) => {
    set({ sealed: null });
    const outcome = await carryOut(() => request('release.seal', asked));
    if (outcome.kind === 'failed') return outcome.error;
    if (outcome.kind === 'closed') return null;
    const answer = await request('release.sealed', { jobId: outcome.jobId });
    if (!answer.ok) return answer.error;
    set({ sealed: answer.data.sealed });
    return null;
  },
  verify: async (asked) => {
    set({ verified: null });
    const outcome = await carryOut(() => request('release.verify', asked));
    if (outcome.kind === 'failed') return outcome.error;
    if (outcome.kind === 'closed') return null;
    const answer = await request('release.verified', { jobId: outcome.jobId });
    if (!answer.ok) return answer.error;
    set({ verified: answer.data.verified });
    return null;
  },
}));
