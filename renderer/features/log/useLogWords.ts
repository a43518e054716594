import { useMemo } from 'react';
import { sv } from '../../i18n/catalogues.ts';
import { useWords, type WordKey } from '../../i18n/words.ts';

interface LogWords {
  /** What was done. */
  readonly action: (name: string) => string;
  /** What a detail is. */
  readonly detail: (name: string) => string;
}

type Named = Extract<WordKey, `log.action.${string}` | `log.detail.${string}`>;

const isNamed = (key: string): key is Named => Object.hasOwn(sv, key);

/** The words of the log's own names; what a newer version wrote is told by its name. */
export function useLogWords(): LogWords {
  const { t } = useWords();
  return useMemo(() => {
    const word = (key: string, name: string): string => (isNamed(key) ? t(key) : name);
    return {
      action: (name) => word(`log.action.${name}`, name),
      detail: (name) => word(`log.detail.${name}`, name),
    };
  }, [t]);
}
