import type { Language } from '../../../shared/texts/text.ts';

/** How a value that is missing is written in Swedish official tables: "uppgift inte tillgänglig". */
export const MISSING = '..';

export interface Format {
  /** With exactly `decimals` decimals, so that columns align: sv 1 234,5 and en 1,234.5. NaN becomes "..". */
  number(value: number, decimals: number): string;
  /** A whole number. */
  count(value: number): string;
  /** A whole per cent from a share 0–1. */
  share(value: number): string;
  /** Seconds as a person says them: 45 s, 3 min, 2 h 10 min. */
  duration(seconds: number): string;
  /** Day and time of an ISO time. */
  moment(iso: string): string;
  /** The day of an ISO day or time, in words. */
  day(iso: string): string;
  /** Hour and minute of an ISO time. */
  time(iso: string): string;
}

const LOCALES: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

function create(language: Language): Format {
  const locale = LOCALES[language];
  const byDecimals = new Map<number, Intl.NumberFormat>();
  const formatter = (decimals: number): Intl.NumberFormat => {
    const known = byDecimals.get(decimals);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      // What is rounded to nothing has no sign.
      signDisplay: 'negative',
    });
    byDecimals.set(decimals, made);
    return made;
  };
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  const hour = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const written = (format: Intl.DateTimeFormat, iso: string): string => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime()) ? MISSING : format.format(date);
  };
  return {
    number: (value, decimals) => (Number.isFinite(value) ? formatter(decimals).format(value) : MISSING),
    count: (value) => (Number.isFinite(value) ? formatter(0).format(value) : MISSING),
    share: (value) => (Number.isFinite(value) ? percent.format(value) : MISSING),
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return `${String(whole)} s`;
      const minutes = Math.round(whole / 60);
      if (minutes < 60) return `${String(minutes)} min`;
      return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
    },
    moment: (iso) => written(time, iso),
    day: (iso) => written(day, iso),
    time: (iso) => written(hour, iso),
  };
}

const FORMATS: Readonly<Record<Language, Format>> = { sv: create('sv'), en: create('en') };

export const formatFor = (language: Language): Format => FORMATS[language];
