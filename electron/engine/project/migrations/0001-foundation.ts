import type { Migration } from './migration.ts';

/** The project itself, its log, and the home of the microdata: register-years, variables, chunks, quality. */
export const foundation: Migration = {
  version: 1,
  name: 'foundation',
  sql: `
    create table project (
      only integer primary key check (only = 1),
      id text not null,
      name text not null,
      created_at text not null,
      origin text not null check (origin in ('empty', 'synthetic', 'real'))
    ) strict;

    create table log (
      position integer primary key,
      at text not null,
      action text not null,
      details text not null,
      previous text not null,
      hash text not null
    ) strict;
    create trigger log_is_never_changed before update on log begin select raise(abort, 'the log is append-only'); end;
    create trigger log_is_never_erased before delete on log begin select raise(abort, 'the log is append-only'); end;

    create table register_year (
      id integer primary key,
      register text not null,
      year integer not null,
      rows integer not null,
      imported_at text not null,
      specification text not null,
      unique (register, year)
    ) strict;

    create table source_file (
      register_year integer not null references register_year on delete cascade,
      position integer not null,
      name text not null,
      bytes integer not null,
      sha256 text not null,
      rows integer not null,
      primary key (register_year, position)
    ) strict;

    create table variable (
      id integer primary key,
      register_year integer not null references register_year on delete cascade,
      position integer not null,
      name text not null,
      type text not null check (type in ('key', 'integer', 'decimal', 'category', 'area')),
      dictionary text not null,
      missing integer not null,
      minimum real,
      maximum real,
      unique (register_year, name),
      unique (register_year, position)
    ) strict;

    create table chunk (
      variable integer not null references variable on delete cascade,
      position integer not null,
      rows integer not null,
      encoding text not null,
      missing integer not null,
      minimum real,
      maximum real,
      data blob not null,
      primary key (variable, position)
    ) strict;

    create table quality (
      register_year integer not null references register_year on delete cascade,
      position integer not null,
      subject text not null,
      measure text not null,
      value integer not null,
      primary key (register_year, position)
    ) strict;
  `,
};
