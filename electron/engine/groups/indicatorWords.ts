import type { IndicatorWords } from '../../../shared/domain/groups/describe/words.ts';
import type { Language } from '../../../shared/texts/text.ts';
import { shippedDefinitions } from '../indicators/shipped.ts';

/** The names of the shipped indicators; an id that is none of them stands for itself. */
export function indicatorWords(language: Language): (id: string) => IndicatorWords {
  const byId = new Map(shippedDefinitions().map(({ definition }) => [definition.id, definition]));
  return (id) => {
    const known = byId.get(id);
    if (known === undefined) return { name: id, unit: '', decimals: 2 };
    return { name: known.name[language], unit: known.unit === 'percent' ? '%' : '', decimals: known.decimals };
  };
}
