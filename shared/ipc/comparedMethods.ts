import type { ReleaseMethod } from '../schemas/releasePlan.ts';

/* Apart from the schemas, since the window uses the list and carries no schema library. */

/** Ways of protecting a table that are set side by side. */
export const COMPARED_METHODS = [
  'suppress',
  'cell-key',
  'small-count-rounding',
  'round-nearest',
  'round-controlled',
  'round-random',
] as const;

/** What a plan and a rule set call it. */
export const kindOf = (method: (typeof COMPARED_METHODS)[number]): ReleaseMethod['kind'] =>
  method === 'round-random'
    ? 'random-round'
    : method === 'round-nearest' || method === 'round-controlled'
      ? 'round'
      : method;
