import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import type { WordKey } from '../../../i18n/words.ts';

const PARTS = [
  ['name', 'definition.names'],
  ['note', 'definition.notes'],
  ['source', 'indicators.source'],
  ['factor', 'definition.factor'],
  ['direction', 'indicators.direction'],
  ['unit', 'definition.unit'],
  ['decimals', 'definition.decimals'],
  ['exampleThreshold', 'definition.threshold'],
  ['problemVariable', 'definition.use'],
  ['bySex', 'indicators.sex'],
  ['estimate', 'indicators.estimate'],
  ['population', 'indicators.population'],
  ['measure', 'indicators.measure'],
  ['joins', 'indicators.joins'],
  ['missing', 'indicators.missingValues'],
  ['reference', 'indicators.time'],
  ['years', 'indicators.years'],
  ['variants', 'indicators.variants'],
  ['leastN', 'indicators.leastN'],
] as const satisfies readonly (readonly [keyof IndicatorDefinition, WordKey])[];

/** The parts in which two definitions differ. */
export const changedParts = (a: IndicatorDefinition, b: IndicatorDefinition): WordKey[] =>
  PARTS.flatMap(([part, key]) => (JSON.stringify(a[part]) === JSON.stringify(b[part]) ? [] : [key]));
