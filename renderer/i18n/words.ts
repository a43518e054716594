import { changeLanguage, init, type TFunction, use } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/texts/text.ts';
import { type Format, formatFor } from '../ui/format/number.ts';
import { en, type sv as Source, sv } from './catalogues.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'window';
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
    resources: { window: typeof Source };
  }
}

/** Keys of the window's own texts; a key that does not exist is a type error. */
export type WordKey = keyof typeof sv;

export async function startWords(language: Language): Promise<void> {
  use(initReactI18next);
  await init({
    lng: language,
    fallbackLng: 'sv',
    defaultNS: 'window',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { sv: { window: sv }, en: { window: en } },
  });
}

export async function setLanguage(language: Language): Promise<void> {
  await changeLanguage(language);
}

export interface Words {
  readonly t: TFunction;
  readonly language: Language;
  readonly format: Format;
}

/** The texts and number formats of the language in use. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'sv';
  return { t, language, format: formatFor(language) };
}
