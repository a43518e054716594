import type { RegisterContent } from './built.ts';

/** One demand on the rows that take part. */
export type Filter = NonNullable<RegisterContent['where']>[number];

/** What keeps a demand from being counted: no code, or limits in the wrong order. */
export const isOpen = ({ values, from, to }: Filter): boolean =>
  values === undefined
    ? (from === undefined && to === undefined) || (from ?? -Infinity) > (to ?? Infinity)
    : values.length === 0;
