import type { Migration } from './migration.ts';

/**
 * Groupings kept in the project: every version with what it ran (GROUPS.json), the areas with their groups, and the names and
 * sentences that a person has given the groups.
 */
export const groupings: Migration = {
  version: 15,
  name: 'groupings',
  sql: `
    create table grouping (
      number integer primary key,
      removed_at text
    ) strict;

    create table grouping_version (
      grouping integer not null references grouping,
      version integer not null,
      name text not null,
      comment text not null,
      spec text not null,
      level text not null,
      year integer not null,
      areas text not null,
      groups blob not null,
      words text not null,
      saved_at text not null,
      primary key (grouping, version)
    ) strict;
  `,
};
