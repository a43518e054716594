import type { LiveNews, LiveRequest } from '../../../../shared/domain/groups/live.ts';
import type { Rings } from '../../../../shared/domain/spatial/sharedBorders.ts';

/** To the thread. Borders go along only where neighbours are needed. */
export type ToThread =
  | { readonly kind: 'begin'; readonly request: Omit<LiveRequest, 'neighbours'>; readonly rings: Rings | null }
  | { readonly kind: 'want'; readonly k: number };

export type FromThread =
  | { readonly kind: 'news'; readonly news: readonly LiveNews[] }
  | {
      readonly kind: 'fault';
      readonly key: string;
      readonly parameters: Readonly<Record<string, string | number>>;
    };
