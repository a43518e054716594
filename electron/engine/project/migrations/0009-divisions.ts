import type { Migration } from './migration.ts';

/**
 * What changed from one division into areas to the next, and divisions of one's own: which own area each DeSO or RegSO of
 * a division belongs to (docs/adr/0017-divisions.md).
 */
export const divisions: Migration = {
  version: 9,
  name: 'divisions',
  sql: `
    create table area_change (
      from_version text not null,
      to_version text not null,
      level text not null check (level in ('deso', 'regso')),
      from_code text not null,
      to_code text not null,
      kind text not null,
      primary key (from_version, to_version, level, from_code, to_code, kind)
    ) strict, without rowid;

    create table own_area (
      name text not null,
      version text not null,
      base text not null check (base in ('deso', 'regso')),
      base_code text not null,
      code text not null,
      title text not null,
      primary key (name, version, base_code)
    ) strict, without rowid;
  `,
};
