import type { LogKind } from '../../../shared/schemas/logNames.ts';

/** What each action of the log is about. A test holds it against every action that the program writes. */
const KINDS: Readonly<Record<string, LogKind>> = {
  create: 'project',
  open: 'project',
  migrate: 'project',
  passphrase: 'project',
  'strengthen-key': 'project',
  'add-key-holder': 'project',
  'remove-key-holder': 'project',
  compact: 'project',
  backup: 'project',
  rescue: 'project',
  import: 'data',
  preview: 'data',
  remove: 'data',
  look: 'data',
  'save-specification': 'data',
  'pseudonym-key': 'data',
  indicators: 'computing',
  explain: 'computing',
  production: 'computing',
};

const BY_BEGINNING: readonly (readonly [string, LogKind])[] = [
  ['definition.', 'saved'],
  ['assessment.', 'saved'],
  ['groups.', 'saved'],
  ['scenario.', 'saved'],
  ['comment.', 'saved'],
  ['release-', 'leaving'],
  ['working-copy', 'leaving'],
];

/** Refusals stand together, whatever was refused; an action that this version does not know is told with the project's own. */
export function kindOfAction(action: string): LogKind {
  if (action.endsWith('-refused')) return 'refused';
  return KINDS[action] ?? BY_BEGINNING.find(([beginning]) => action.startsWith(beginning))?.[1] ?? 'project';
}
