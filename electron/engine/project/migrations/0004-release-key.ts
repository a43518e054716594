import type { Migration } from './migration.ts';

/** The key that seals the project's packages: made once, never shown, never exported. */
export const releaseKey: Migration = {
  version: 4,
  name: 'release-key',
  sql: `
    create table release_key (
      only integer primary key check (only = 1),
      secret blob not null check (length(secret) = 32)
    ) strict;
  `,
};
