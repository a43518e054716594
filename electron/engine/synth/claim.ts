import { createHash } from 'node:crypto';
import type { DemonstrationManifest } from './manifest.ts';

/** Names what a manifest claims: that this country, with these bytes in its files, comes from this seed. */
export function claimOf({ seed, persons, years, files }: DemonstrationManifest): string {
  const sorted = files.map(({ name, sha256 }) => [name, sha256]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([seed, persons, years, sorted]))
    .digest('hex');
}

const known = new Set<string>();

/** Remembers, while the process lives, a claim that holds: the country was made here, or made again. */
export const holds = (claim: string): void => {
  known.add(claim);
};

export const isKnownToHold = (claim: string): boolean => known.has(claim);
