import type { Migration } from './migration.ts';

/** The standard error of a value and its effective contributors. Earlier values are computed again. */
export const errorsOfValues: Migration = {
  version: 6,
  name: 'errors-of-values',
  sql: `
    delete from indicator_value;
    alter table indicator_value add column effective blob not null default x'';
    alter table indicator_value add column standard_error blob not null default x'';
  `,
};
