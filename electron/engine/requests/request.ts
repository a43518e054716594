import type { Progress } from '../jobs/progress.ts';
import type { EngineInput, EngineOutput, EngineRequest } from '../protocol.ts';

/** An answer, with the buffers in it that are given away instead of copied. */
export interface Answer<T> {
  readonly output: T;
  readonly transfer: readonly ArrayBuffer[];
}

export type RequestHandlers = {
  readonly [N in EngineRequest]: (
    input: EngineInput<N>,
    progress: Progress,
  ) => Promise<Answer<EngineOutput<N>>> | Answer<EngineOutput<N>>;
};

/** An answer that is copied to the other thread: small ones, and those whose arrays the engine keeps. */
export const answer = <T>(output: T): Answer<T> => ({ output, transfer: [] });

const collect = (value: unknown, into: Set<ArrayBuffer>): void => {
  if (ArrayBuffer.isView(value)) {
    const whole = value.byteOffset === 0 && value.byteLength === value.buffer.byteLength;
    if (whole && value.buffer instanceof ArrayBuffer) into.add(value.buffer);
  } else if (Array.isArray(value)) {
    if (typeof value[0] !== 'string' && typeof value[0] !== 'number') for (const item of value) collect(item, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) collect(item, into);
  }
};

/** An answer whose typed arrays are handed over without a copy; the engine must not use them afterwards. */
export function handOver<T>(output: T): Answer<T> {
  const buffers = new Set<ArrayBuffer>();
  collect(output, buffers);
  return { output, transfer: [...buffers] };
}
