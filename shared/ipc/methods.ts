/** Names only, no zod: the sandboxed preload imports this file and must stay tiny. */
export const REQUEST_CHANNEL = 'sigill:request';
export const EVENT_CHANNEL = 'sigill:event';
/** Paths of files that the person dropped on the window: from the preload to main, past the page. */
export const DROP_CHANNEL = 'sigill:dropped';

export const METHODS = [
  'app.info',
  'project.recent',
  'project.choose',
  'project.open',
  'project.close',
  'project.summary',
  'demonstration.create',
  'data.registers',
  'data.choose',
  'data.quality',
  'data.rows',
  'data.remove',
  'imports.preview',
  'imports.start',
  'imports.openSpecification',
  'imports.saveSpecification',
  'imports.outcome',
  'areas.list',
  'areas.geometry',
  'indicators.catalogue',
  'indicators.values',
  'indicators.overview',
  'indicators.details',
  'indicators.correlations',
  'indicators.compute',
  'definitions.registers',
  'definitions.read',
  'definitions.try',
  'definitions.stopTrying',
  'definitions.save',
  'definitions.remove',
  'definitions.open',
  'definitions.newer',
  'definitions.takeUp',
  'developments.areas',
  'developments.groupings',
  'developments.group',
  'developments.grouped',
  'assessment.list',
  'assessment.save',
  'assessment.remove',
  'groups.list',
  'groups.save',
  'groups.remove',
  'job.cancel',
] as const;
export type MethodName = (typeof METHODS)[number];

export const EVENTS = ['job.progress', 'job.ended', 'data.dropped', 'definitions.trying'] as const;
export type EventName = (typeof EVENTS)[number];
