/** Names only, no zod: the sandboxed preload imports this file and must stay tiny. */
export const REQUEST_CHANNEL = 'sigill:request';
export const EVENT_CHANNEL = 'sigill:event';

export const METHODS = [
  'app.info',
  'project.recent',
  'project.choose',
  'project.open',
  'project.close',
  'project.summary',
  'demonstration.create',
  'areas.list',
  'areas.geometry',
  'indicators.catalogue',
  'indicators.values',
  'assessment.list',
  'assessment.save',
  'assessment.remove',
  'job.cancel',
] as const;
export type MethodName = (typeof METHODS)[number];

export const EVENTS = ['job.progress', 'job.ended'] as const;
export type EventName = (typeof EVENTS)[number];
