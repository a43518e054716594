import { create } from 'zustand';
import type { WordKey } from '../../i18n/words.ts';

const SHOWN_MS = 8000;

interface Notice {
  /** Why something that was tried did not happen; null when there is nothing to say. */
  readonly said: WordKey | null;
  readonly say: (key: WordKey) => void;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** A sentence in the bottom line that goes away by itself. */
export const useNotice = create<Notice>()((set) => ({
  said: null,
  say: (key) => {
    clearTimeout(timer);
    set({ said: key });
    timer = setTimeout(() => {
      set({ said: null });
    }, SHOWN_MS);
  },
}));
