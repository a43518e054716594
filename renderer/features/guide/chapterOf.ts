import type { Part } from '../../app/state/parts.ts';

/** The chapter that tells about a part of the window. */
export const CHAPTER_OF: Readonly<Record<Part, string>> = {
  project: 'project',
  data: 'data',
  indicators: 'indicators',
  areas: 'areas',
  assessment: 'assessment',
  needs: 'needs',
  groups: 'groups',
  scenarios: 'scenarios',
  change: 'change',
  release: 'release',
  log: 'log',
};
