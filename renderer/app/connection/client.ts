import type { SigillApi, WithSigill } from '../../../shared/ipc/api.ts';
import type { EventPayload, Input, Output } from '../../../shared/ipc/contract.ts';
import type { EventName, MethodName } from '../../../shared/ipc/methods.ts';
import { type AppError, err, type Result } from '../../../shared/ipc/result.ts';
import { isTextKey, type Language, text } from '../../../shared/texts/text.ts';

/** The bridge that the preload put on the window; absent only when the bundle is opened on its own. */
function bridge(): SigillApi | undefined {
  return (globalThis as Partial<WithSigill>).sigill;
}

/** Asks the engine. Never throws: what goes wrong on the way comes back as an error like any other. */
export async function request<M extends MethodName>(method: M, input: Input<M>): Promise<Result<Output<M>>> {
  const api = bridge();
  if (api === undefined) return err('INTERNAL', 'error.internal');
  try {
    return await api.request(method, input);
  } catch {
    return err('INTERNAL', 'error.internal');
  }
}

/** Listens until the returned function is called. */
export function listen<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return bridge()?.listen(event, listener) ?? (() => undefined);
}

/** The sentence for a person; a key that this version does not know becomes the general one. */
export function failureText(error: Pick<AppError, 'key' | 'parameters'>, language: Language): string {
  return isTextKey(error.key) ? text(language, error.key, error.parameters ?? {}) : text(language, 'error.internal');
}
