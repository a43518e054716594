import { type Language, text } from '../../shared/texts/text.ts';

/** Before this much time nothing can be said of how long the rest takes. */
const LEAST_MS = 2000;
const MINUTE = 60;
const HOUR = 3600;

const number = (language: Language, value: number, decimals = 0): string =>
  value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

function timeLeft(language: Language, seconds: number): string {
  if (seconds < MINUTE) return text(language, 'cli.progress.seconds', { seconds: Math.max(1, Math.round(seconds)) });
  if (seconds < HOUR) return text(language, 'cli.progress.minutes', { minutes: Math.round(seconds / MINUTE) });
  return text(language, 'cli.progress.hours', { hours: number(language, seconds / HOUR, 1) });
}

/** Where a step is: what it has done in `milliseconds`. `rows` where files are read, and then done and total are bytes. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  readonly milliseconds: number;
  readonly rows: number | undefined;
}

/** Rows, MB a second and the time left, as far as they can be told, each with ` · ` before it. */
export function paceText(language: Language, { done, total, milliseconds, rows }: Pace): string {
  const parts: string[] = [];
  if (rows !== undefined) parts.push(text(language, 'cli.progress.rows', { rows: number(language, rows) }));
  if (rows !== undefined && milliseconds > 0) parts.push(`${number(language, done / 1000 / milliseconds, 1)} MB/s`);
  if (milliseconds >= LEAST_MS && done > 0 && done < total)
    parts.push(timeLeft(language, ((total - done) / done) * (milliseconds / 1000)));
  return parts.map((part) => ` · ${part}`).join('');
}
