import type { EventPayload } from '../../../shared/ipc/contract.ts';
import type { EventName } from '../../../shared/ipc/methods.ts';

/** Tells the window that something has happened. */
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;
