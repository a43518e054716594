import type { Migration } from './migration.ts';

/** Saved composite assessments: every version is kept, the newest is the one in use, a removed one only hidden. */
export const assessments: Migration = {
  version: 2,
  name: 'assessments',
  sql: `
    create table assessment (
      number integer primary key,
      removed_at text
    ) strict;

    create table assessment_version (
      assessment integer not null references assessment,
      version integer not null,
      name text not null,
      comment text not null,
      method text not null,
      saved_at text not null,
      primary key (assessment, version)
    ) strict;
  `,
};
