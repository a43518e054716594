import type { Migration } from './migration.ts';

/**
 * Which definitions are the analyst's own, and every version that has been saved of a definition, words and all
 * (docs/adr/0024-own-definitions.md).
 */
export const ownDefinitions: Migration = {
  version: 11,
  name: 'own-definitions',
  sql: `
    alter table indicator_definition add column own integer not null default 0 check (own in (0, 1));

    create table definition_version (
      id text not null,
      number integer not null check (number > 0),
      saved_at text not null,
      comment text not null,
      own integer not null check (own in (0, 1)),
      definition text not null,
      primary key (id, number)
    ) strict, without rowid;
  `,
};
