/** The files by which a run's results are compared with another's, within its folder; as working copies their names say so too. */
export const RESULT_FILES = {
  folder: 'results',
  areas: 'areas.csv',
  indicators: 'indicators.csv',
  changes: 'area-changes.csv',
  definitions: 'definitions.json',
  assessments: 'assessments',
  groups: 'groups',
} as const;
