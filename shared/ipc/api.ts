import type { EventPayload, Input, Output } from './contract.ts';
import type { EventName, MethodName } from './methods.ts';
import type { Result } from './result.ts';

/** The whole surface that the window sees, as `window.sigill`: two functions, frozen. */
export interface SigillApi {
  request<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>>;
  /** Returns a function that stops listening. */
  listen<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}

/** What `globalThis` is in the window, for code that reads the bridge. */
export interface WithSigill {
  readonly sigill: SigillApi;
}
