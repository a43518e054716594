import type { Migration } from './migration.ts';

/**
 * What the quality report is made of: the profile of each register-year's columns, the known population of the area key,
 * specifications by name and revision, and the key of the pseudonyms while the project keeps one.
 */
export const quality: Migration = {
  version: 8,
  name: 'quality',
  sql: `
    create table profile (
      register_year integer primary key references register_year on delete cascade,
      content text not null
    ) strict;

    create table known_population (
      version text not null,
      deso text not null,
      population integer not null,
      primary key (version, deso)
    ) strict, without rowid;

    create table import_specification (
      name text not null,
      revision integer not null,
      content text not null,
      saved_at text not null,
      primary key (name, revision)
    ) strict;

    create table pseudonym_key (
      only integer primary key check (only = 1),
      secret blob not null check (length(secret) = 32)
    ) strict;
  `,
};
