import type { LogKind } from '../../../shared/schemas/logNames.ts';
import type { LogEntry } from './logStore.ts';

/** What is looked for in the log; an empty text and `all` let everything through. */
export interface LogFilter {
  readonly kind: LogKind | 'all';
  readonly search: string;
}

/**
 * The entries that are of the kind and hold every word that was typed, in what happened as it is shown (`actionOf`) or in a
 * detail; in the order in which they are given.
 */
export function found(
  entries: readonly LogEntry[],
  { kind, search }: LogFilter,
  actionOf: (entry: LogEntry) => string,
): readonly LogEntry[] {
  const words = search
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    if (kind !== 'all' && entry.kind !== kind) return false;
    if (words.length === 0) return true;
    const text = [actionOf(entry), ...entry.details.flatMap(({ values }) => values)].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
