import type { Migration } from './migration.ts';

/**
 * Which texts have got a pseudonym, as check numbers under the project's key, so that two of them never share one
 * (docs/adr/0014-pseudonyms.md). Goes with the key.
 */
export const pseudonymTexts: Migration = {
  version: 10,
  name: 'pseudonym-texts',
  sql: `
    create table pseudonym_text (
      position integer primary key,
      entries integer not null check (entries > 0),
      data blob not null
    ) strict;
  `,
};
