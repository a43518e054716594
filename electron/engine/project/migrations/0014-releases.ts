import type { Migration } from './migration.ts';

/**
 * Releases on their way out, and the newest entry that the project has seen of its organisation's ledger: a ledger that
 * does not hold it is an older one or another.
 */
export const releases: Migration = {
  version: 14,
  name: 'releases',
  sql: `
    create table release_ledger (
      only integer primary key check (only = 1),
      organisation text not null,
      administrator text not null,
      position integer not null,
      head text not null
    ) strict;

    create table release (
      id text primary key,
      state text not null,
      changed_at text not null,
      plan text not null,
      statement text,
      report text,
      reasons text
    ) strict;
  `,
};
