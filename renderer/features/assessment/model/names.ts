import { useCallback } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { useAreas } from '../../../app/state/areas.ts';
import { type Factor, FACTORS, type IndicatorMeta } from '../../../app/state/indicatorTable.ts';

/** Names of indicators and of groups that stand for a factor. */
export interface MethodNames {
  readonly name: (id: string) => string;
  readonly meta: (id: string) => IndicatorMeta | undefined;
}

const factorOf = (id: string): Factor | undefined =>
  FACTORS.find((factor) => id === factor || id === `factor-${factor}`);

export function useMethodNames(): MethodNames {
  const { t, language } = useWords();
  const byId = useAreas((state) => state.data?.indicators.byId);
  const meta = useCallback((id: string) => byId?.get(id)?.meta, [byId]);
  const name = useCallback(
    (id: string): string => {
      const factor = factorOf(id);
      return meta(id)?.name[language] ?? (factor === undefined ? id : t(`factor.${factor}`));
    },
    [meta, language, t],
  );
  return { name, meta };
}
