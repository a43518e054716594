import type { Migration } from './migration.ts';

/**
 * For each row of a register-year the row of another with the same key: made when first needed, gone with either of
 * them. The chunks lie as those of an integer column do (docs/adr/0015-indicators-in-one-pass.md).
 */
export const links: Migration = {
  version: 7,
  name: 'links',
  sql: `
    create table link (
      id integer primary key,
      source integer not null references register_year on delete cascade,
      target integer not null references register_year on delete cascade,
      key text not null,
      unique (source, target, key)
    ) strict;
    create index link_target on link (target);

    create table link_chunk (
      link integer not null references link on delete cascade,
      position integer not null,
      rows integer not null,
      encoding text not null,
      form text not null check (form in ('raw', 'zstd')),
      missing integer not null,
      minimum real,
      maximum real,
      data blob not null,
      primary key (link, position)
    ) strict;
  `,
};
