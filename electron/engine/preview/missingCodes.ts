import type { ColumnType, PreviewColumn } from '../../../shared/schemas/preview.ts';
import type { ColumnProfile } from './profile.ts';
import { numberOf, type NumberSigns } from './signs.ts';

const NINES = /^-?9{2,9}$/u;

/**
 * The codes for missing in a column: those that programs write, and, only suspected, a number of nines that lies far above
 * (or below) all others, such as 999 among ages or 9999 among years.
 */
export function missingCodesOf(
  profile: ColumnProfile,
  type: ColumnType,
  signs: NumberSigns,
): PreviewColumn['missingCodes'] {
  const codes = [...profile.missing].map(([code, count]) => ({ code, count, suspected: false }));
  if (type === 'integer' || type === 'year' || type === 'decimal') {
    const values = [...profile.texts.keys()]
      .map((text) => numberOf(text, signs))
      .filter((value) => !Number.isNaN(value));
    for (const [text, count] of profile.texts) {
      if (!NINES.test(text) || (count < 2 && profile.rows > 100)) continue;
      const value = Number(text);
      const others = values.filter((other) => other !== value);
      if (others.length < 3) continue;
      const extreme = Math.abs(value) > 2 * others.reduce((most, other) => Math.max(most, Math.abs(other)), 0);
      const negative = value < 0 && others.every((other) => other >= 0);
      if (extreme || negative) codes.push({ code: text, count, suspected: true });
    }
  }
  return codes.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
