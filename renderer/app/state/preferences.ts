import { create } from 'zustand';
import type { Language } from '../../../shared/texts/text.ts';
import type { Scheme } from '../../ui/theme/tokens.ts';

/*
 * What the person has chosen for the window itself. Only these, and the sizes of panes, are kept between sessions;
 * nothing about any project or area is ever stored outside the project file.
 */
interface Preferences {
  readonly language: Language;
  readonly scheme: Scheme;
  readonly setLanguage: (language: Language) => void;
  readonly setScheme: (scheme: Scheme) => void;
}

const LANGUAGE = 'sigill-language';
const SCHEME = 'sigill-scheme';

const preferredScheme = (): Scheme => {
  const kept = localStorage.getItem(SCHEME);
  if (kept === 'light' || kept === 'dark') return kept;
  return globalThis.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

export const usePreferences = create<Preferences>()((set) => ({
  language: localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'sv',
  scheme: preferredScheme(),
  setLanguage: (language) => {
    localStorage.setItem(LANGUAGE, language);
    set({ language });
  },
  setScheme: (scheme) => {
    localStorage.setItem(SCHEME, scheme);
    set({ scheme });
  },
}));
