/** Names only, no zod: the sandboxed preload imports this file and must stay tiny. */
export const REQUEST_CHANNEL = 'sigill:request';
export const EVENT_CHANNEL = 'sigill:event';
/** Paths of files that the person dropped on the window: from the preload to main, past the page. */
export const DROP_CHANNEL = 'sigill:dropped';

/** By part of the product; written so shortly because the preload carries them and must stay tiny. */
const PARTS = {
  app: 'info refused',
  project: 'recent choose open close summary',
  demonstration: 'create',
  data: 'registers choose quality rows remove',
  imports: 'preview start openSpecification saveSpecification outcome',
  areas: 'list geometry',
  indicators: 'catalogue values overview details correlations compute',
  definitions: 'registers read try stopTrying save remove open newer takeUp',
  developments: 'areas groupings group grouped',
  assessment: 'list save remove read',
  groups: 'list save remove',
  scenarios: 'list versions duplicate restore setGrouping send open takeIn',
  comments: 'add remove',
  tables: 'draft saveDraft count stopCounting protect protected explain compare compared',
  release: 'choose state list check checked submit submitted seal sealed verify verified withdraw',
  review: 'open opened decide decided',
  ledger: 'read enter entered',
  log: 'read',
  organisation: 'read makeKey create add end signRules',
  job: 'cancel',
} as const;
type Words<S extends string> = S extends `${infer First} ${infer Rest}` ? First | Words<Rest> : S;
type Parts = typeof PARTS;
export type MethodName = { [P in keyof Parts]: `${P}.${Words<Parts[P]>}` }[keyof Parts];

export const METHODS = Object.entries(PARTS).flatMap(([part, words]) =>
  words.split(' ').map((word) => `${part}.${word}`),
) as readonly MethodName[];

export const EVENTS = ['job.progress', 'job.ended', 'data.dropped', 'definitions.trying'] as const;
export type EventName = (typeof EVENTS)[number];
