import type { Migration } from './migration.ts';

/** How the bytes of a chunk lie: as they are, or compressed. What was stored before is as it is. */
export const packedChunks: Migration = {
  version: 5,
  name: 'packed-chunks',
  sql: `
    alter table chunk add column form text not null default 'raw' check (form in ('raw', 'zstd'));
  `,
};
