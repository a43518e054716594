import { type Language, text } from '../../../shared/texts/text.ts';
import type { Preparation } from '../../engine/assess/preparation.ts';

/** What was filled in and who takes no part, always said. */
export function* preparationTexts({ imputed, excluded }: Preparation, language: Language): Generator<string> {
  for (const { indicator, by, areas } of imputed)
    yield text(language, 'assess.warn.imputed', { id: indicator, count: areas, by: text(language, `assess.by.${by}`) });
  const reasons = new Set(excluded.map(({ reason }) => reason));
  for (const reason of reasons)
    yield text(language, 'assess.warn.excluded', {
      id: reason,
      count: excluded.filter((one) => one.reason === reason).length,
    });
}
