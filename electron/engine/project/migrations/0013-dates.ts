import type { Migration } from './migration.ts';

/** Which whole numbers are days since 1970-01-01, as the specification that they were read by says. */
export const dates: Migration = {
  version: 13,
  name: 'dates',
  sql: `
    alter table variable add column dates integer not null default 0 check (dates in (0, 1));
    update variable set dates = 1 where type = 'integer' and name in (
      select coalesce(json_extract(said.value, '$.variable'), json_extract(said.value, '$.source'))
      from register_year, json_each(register_year.specification, '$.columns') as said
      where register_year.id = variable.register_year and json_extract(said.value, '$.type') = 'date'
    );
  `,
};
