import { create } from 'zustand';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { AppError } from '../../../shared/ipc/result.ts';
import { request } from '../../app/connection/client.ts';

export type Log = Output<'log.read'>;
export type LogEntry = Log['entries'][number];

interface LogState {
  readonly log: Log | null;
  readonly failure: AppError | null;
  readonly read: () => Promise<void>;
}

export const useLog = create<LogState>()((set) => ({
  log: null,
  failure: null,
  read: async () => {
    const answer = await request('log.read', {});
    set(answer.ok ? { log: answer.data, failure: null } : { log: null, failure: answer.error });
  },
}));
