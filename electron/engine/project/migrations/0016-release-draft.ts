import type { Migration } from './migration.ts';

/** The plan that is being put together, as `submit` takes it: one at a time, every change written at once. */
export const releaseDraft: Migration = {
  version: 16,
  name: 'release-draft',
  sql: `
    create table release_draft (
      only integer primary key check (only = 1),
      plan text not null,
      changed_at text not null
    ) strict;
  `,
};
