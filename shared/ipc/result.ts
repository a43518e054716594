import type { TextParameters } from '../texts/text.ts';

/** Every call across a process boundary returns a Result; exceptions never cross. */
export type ErrorCode = 'BAD_INPUT' | 'FORBIDDEN' | 'NOT_FOUND' | 'REFUSED' | 'CANCELLED' | 'INTERNAL';

export interface AppError {
  readonly code: ErrorCode;
  /** Key in shared/texts; never free text from data. */
  readonly key: string;
  readonly parameters?: TextParameters;
}

export type Result<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: AppError };

export const ok = <T>(data: T): Result<T> => ({ ok: true, data });

export const err = (code: ErrorCode, key: string, parameters?: TextParameters): Result<never> => ({
  ok: false,
  error: parameters === undefined ? { code, key } : { code, key, parameters },
});
