import type { Migration } from './migration.ts';

/**
 * Links hold how far each row's other row is from the one before, which takes a fifth of the room of the rows themselves. What was
 * stored otherwise is made again when it is asked for.
 */
export const linksInSteps: Migration = {
  version: 12,
  name: 'links-in-steps',
  sql: `
    delete from link;
  `,
};
