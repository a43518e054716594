/** What an entry of a project's log is about, to look for one kind alone. */
export const LOG_KINDS = ['project', 'data', 'computing', 'saved', 'leaving', 'refused'] as const;
export type LogKind = (typeof LOG_KINDS)[number];
