import type { Migration } from './migration.ts';

/**
 * A saved assessment is a scenario: each version also holds a grouping (GROUPS.json, null for none), who saved it, and the fingerprint
 * of the scenario file that it began with. Comments by person and time, on an area or on a scenario; what is taken back
 * stays, hidden, as everything that the log refers to.
 */
export const scenarios: Migration = {
  version: 17,
  name: 'scenarios',
  sql: `
    alter table assessment_version add column grouping text;
    alter table assessment_version add column saved_by text not null default '';
    alter table assessment_version add column based_on text;

    create table remark (
      number integer primary key,
      assessment integer references assessment,
      level text,
      area text,
      text text not null,
      written_by text not null,
      written_at text not null,
      removed_at text,
      check ((assessment is null) <> (area is null)),
      check ((area is null) = (level is null))
    ) strict;
  `,
};
