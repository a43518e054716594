import { classify, MISSING_CLASS } from '../../../../shared/domain/classes/classify.ts';
import { classesByChange, classesByRank, needLimits, TOP_SHARES } from '../../../../shared/domain/tuning/mapClasses.ts';
import type { LiveAssessment } from '../../../../shared/domain/tuning/liveAssessment.ts';
import type { Settings } from '../../../../shared/domain/tuning/settings.ts';
import type { ClassRule } from '../../../../shared/schemas/method.ts';
import { palenessOf, type UncertaintyJob } from './uncertainty.ts';

/** What the map's colours show: where each area stands, how it has moved since the baseline, or where it stands and how surely. */
export type Colouring = 'standing' | 'change' | 'sure';

/** An assessment and the settings that it shows. */
export interface Shown {
  readonly live: LiveAssessment;
  readonly settings: Settings;
  readonly uncertainty: UncertaintyJob;
  readonly classRule: ClassRule;
  /** Of the index's classes, where they are not shares. */
  readonly limits: readonly number[];
}

/** Every class in full colour, paler and palest, by how sure the rank is. */
export const PALENESSES = 3;

/** Area types of the socio-economic index. */
export const AREA_TYPES = 5;

/** How many classes the map has for these settings. */
export function classCount({ settings, classRule, limits }: Shown, colouring: Colouring): number {
  if (colouring === 'change') return 7;
  if (settings.kind === 'index') return classRule.kind === 'shares' ? TOP_SHARES.length + 1 : limits.length + 1;
  if (settings.kind === 'sei') return AREA_TYPES;
  return needLimits(settings.problemCount.levels.map(({ from }) => from)).names.length;
}

/** Fills in the class of every area: 0 is least exclusion (or the largest fall), 255 no value. */
export function fillClasses(shown: Shown, colouring: Colouring, into: Uint8Array): void {
  const { live, settings, uncertainty } = shown;
  if (colouring === 'change') {
    classesByChange(live.baseline.changes, live.ranks, live.baseline.ranks, live.ranked, into);
    return;
  }
  switch (live.kind) {
    case 'index':
      if (shown.classRule.kind === 'shares') classesByRank(live.ranks, live.ranked, into);
      else classify(live.scores, shown.limits, into);
      break;
    case 'problem-count':
      classify(live.scores, needLimits(settings.problemCount.levels.map(({ from }) => from)).limits, into);
      break;
    case 'sei': {
      const types = live.sei?.types;
      for (let i = 0; i < into.length; i += 1) {
        const type = types?.[i] ?? 0;
        into[i] = type === 0 ? 255 : AREA_TYPES - type;
      }
      break;
    }
  }
  const sureness = uncertainty.state.result;
  if (colouring !== 'sure' || sureness === null || live.kind !== 'index') return;
  for (let i = 0; i < into.length; i += 1) {
    const own = into[i] as number;
    if (own < MISSING_CLASS) into[i] = own * PALENESSES + palenessOf(sureness, i, live.ranked);
  }
}
