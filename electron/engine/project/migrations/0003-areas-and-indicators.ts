import type { Migration } from './migration.ts';

/**
 * Area divisions, their borders, indicator definitions and their values. A value row holds one indicator for all areas
 * of a level and year as arrays, in the order of the codes (docs/adr/0010-indicator-values.md).
 */
export const areasAndIndicators: Migration = {
  version: 3,
  name: 'areas-and-indicators',
  sql: `
    create table area (
      version text not null,
      level text not null check (level in ('deso', 'regso', 'municipality', 'county')),
      code text not null,
      name text not null,
      parent text,
      primary key (version, level, code)
    ) strict, without rowid;

    create table geometry (
      version text not null,
      level text not null check (level in ('deso', 'regso', 'municipality', 'county', 'nation')),
      code text not null,
      ring_start blob not null,
      coordinates blob not null,
      primary key (version, level, code)
    ) strict;

    create table indicator_definition (
      hash text primary key,
      id text not null,
      revision integer not null,
      file text not null,
      definition text not null,
      current integer not null check (current in (0, 1))
    ) strict;
    create unique index indicator_definition_current on indicator_definition (id) where current = 1;

    create table indicator_value (
      definition text not null references indicator_definition,
      year integer not null,
      level text not null check (level in ('deso', 'regso', 'municipality', 'county', 'nation')),
      source_year integer not null,
      version text not null,
      areas_hash text not null,
      data_hash text not null,
      left_out integer not null,
      value blob not null,
      n blob not null,
      numerator blob not null,
      contributors blob not null,
      largest blob not null,
      second blob not null,
      primary key (definition, year, level)
    ) strict;
  `,
};
