import { create } from 'zustand';

/** A file or folder that the person has chosen; the window knows it by an id. */
export interface Chosen {
  readonly fileId: string;
  readonly name: string;
}

interface Signing {
  /** The person's own key, for every step until another is chosen. The passphrase is kept nowhere. */
  readonly key: Chosen | null;
  readonly setKey: (key: Chosen) => void;
}

export const useSigning = create<Signing>()((set) => ({
  key: null,
  setKey: (key) => {
    set({ key });
  },
}));
