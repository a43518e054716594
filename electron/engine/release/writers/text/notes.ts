import { type Language, text } from '../../../../../shared/texts/text.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';

/** What has to be said beside a table wherever it is shown: how it is protected, and what it may not be used for. */
export function tableNotes(
  { hidden, method, rules }: ShownTable,
  language: Language,
  { stamp, synthetic }: Pick<ShownPackage, 'stamp' | 'synthetic'>,
): string[] {
  return [
    ...(stamp === null ? [] : [stamp]),
    ...(synthetic ? [text(language, 'packaged.synthetic')] : []),
    ...(hidden === 0 ? [] : [text(language, 'packaged.hiddenNote')]),
    text(language, `packaged.protection.${method}`, {
      limit: rules.minFrequency,
      rules: rules.id,
      version: rules.version,
    }),
  ];
}
