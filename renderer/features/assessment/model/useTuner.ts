import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Tuner } from './tuner.ts';

export const TunerContext = createContext<Tuner | null>(null);

export function useTuner(): Tuner {
  const tuner = useContext(TunerContext);
  if (tuner === null) throw new Error('no tuner above this part of the screen');
  return tuner;
}

/**
 * A value of the assessment that renders its component in the frame in which it changes. `read` must give a plain value
 * or an object that is kept as long as nothing changes.
 */
export function useTuned<T>(read: (tuner: Tuner) => T): T {
  const tuner = useTuner();
  return useSyncExternalStore(tuner.subscribe, () => read(tuner));
}

/** Renders in every frame with a change: for small parts that show much of it. */
export function useEveryFrame(): Tuner {
  const tuner = useTuner();
  useSyncExternalStore(tuner.subscribe, () => tuner.version);
  return tuner;
}
