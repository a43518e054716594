import type { QualityFinding, QualityPlace } from '../../../shared/schemas/quality.ts';
import { type Language, text, type TextParameters } from '../../../shared/texts/text.ts';

/** Rules whose figures are no shares: an index, a shift. */
const PLAIN = new Set<QualityFinding['rule']>(['distribution-drift', 'location-drift']);

const locale = (language: Language): string => (language === 'sv' ? 'sv-SE' : 'en-GB');

export const numberText = (language: Language, value: number, decimals = 0): string =>
  value.toLocaleString(locale(language), { minimumFractionDigits: 0, maximumFractionDigits: decimals });

/** A share as a percentage, with as many decimals as a small one needs. */
export const shareText = (language: Language, share: number): string => {
  const decimals = Math.abs(share) < 0.001 && share !== 0 ? 4 : 1;
  return `${(share * 100).toLocaleString(locale(language), { maximumFractionDigits: decimals })}\u00A0%`;
};

export const placesText = (places: readonly QualityPlace[]): string =>
  places.map(({ file, line, column }) => [file, line, column].filter((part) => part !== null).join(':')).join(', ');

/** What a finding's sentence says besides the words: names, counts and limits, never a value. */
export function findingParameters(language: Language, finding: QualityFinding): TextParameters {
  const { rule, variable, subject, rows, observed, above } = finding;
  const figure = (value: number): string =>
    PLAIN.has(rule) ? numberText(language, value, 2) : shareText(language, value);
  return {
    variable: variable ?? '',
    subject: subject ?? '',
    rows: numberText(language, rows),
    observed: figure(observed),
    limit: figure(above),
    places: '',
  };
}

export const findingText = (language: Language, finding: QualityFinding): string =>
  text(language, `quality.finding.${finding.rule}`, findingParameters(language, finding));
