import { create } from 'zustand';

/** The parts of the product in working order. */
export const PARTS = [
  'project',
  'data',
  'indicators',
  'areas',
  'assessment',
  'needs',
  'groups',
  'scenarios',
  'change',
  'release',
  'log',
] as const;
export type Part = (typeof PARTS)[number];

/** empty: nothing there yet; running: being made; ready; stale: made from something that has changed since. */
export type PartState = 'empty' | 'running' | 'ready' | 'stale';

interface Where {
  readonly part: Part;
  readonly go: (part: Part) => void;
}

/** Which part is on screen. */
export const useWhere = create<Where>()((set) => ({
  part: 'project',
  go: (part) => {
    set({ part });
  },
}));
