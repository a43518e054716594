const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** `YYYY-MM-DD` of whole days since 1970-01-01 in the Gregorian calendar (ISO 8601), for the years 0 to 9999. */
export const isoDate = (days: number): string => new Date(Math.round(days) * DAY_MS).toISOString().slice(0, 10);

/** Days since 1970-01-01 of a date `YYYY-MM-DD`; undefined for any other text, and for a day that no month has. */
export function daysOfIso(text: string): number | undefined {
  if (!ISO_DATE.test(text)) return undefined;
  const days = Date.parse(`${text}T00:00:00Z`) / DAY_MS;
  return Number.isNaN(days) || isoDate(days) !== text ? undefined : days;
}
