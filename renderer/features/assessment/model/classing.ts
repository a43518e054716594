import {
  limitsByRule,
  onSteps,
  withClassLess,
  withClassMore,
  withLimitAt,
} from '../../../../shared/domain/classes/classRule.ts';
import { classify, countClasses } from '../../../../shared/domain/classes/classify.ts';
import { limitsOfShares } from '../../../../shared/domain/tuning/mapClasses.ts';
import type { LiveAssessment } from '../../../../shared/domain/tuning/liveAssessment.ts';
import type { Settings } from '../../../../shared/domain/tuning/settings.ts';
import type { ClassRule } from '../../../../shared/schemas/method.ts';

/** How an index is parted into classes: by shares of the ranked areas from the top, or by limits of the index itself. */
export const CLASS_KINDS = ['shares', 'quantile', 'natural', 'equal', 'fixed'] as const;

/** Limits of the index are set by hand in steps of this. */
export const LIMIT_STEP = 0.01;

const SHARES: ClassRule = { kind: 'shares' };

export const classRuleOf = ({ index }: Settings): ClassRule => index.classes ?? SHARES;

/** The method says nothing of classes when they are those that it has anyway. */
function withRule(settings: Settings, rule: ClassRule): Settings {
  const { classes: _before, ...index } = settings.index;
  return { ...settings, index: rule.kind === 'shares' ? index : { ...index, classes: rule } };
}

/** Where the classes part the index as it is, whatever made them. */
export const limitsNow = (rule: ClassRule, { scores, order, ranked }: LiveAssessment): readonly number[] =>
  rule.kind === 'shares' ? limitsOfShares(scores, order, ranked) : limitsByRule(rule, scores);

const byHand = (settings: Settings, limits: readonly number[]): Settings =>
  limits.length === 0 ? settings : withRule(settings, { kind: 'fixed', limits: [...limits] });

const ownLimits = (settings: Settings, live: LiveAssessment): readonly number[] =>
  onSteps(limitsNow(classRuleOf(settings), live), LIMIT_STEP);

/** Classes of another kind; own limits begin where the present ones are. */
export function withKind(settings: Settings, kind: ClassRule['kind'], live: LiveAssessment): Settings {
  return kind === 'fixed' ? byHand(settings, ownLimits(settings, live)) : withRule(settings, { kind });
}

/** One limit moved by hand. @param before limits as they were when the pull began */
export const withLimitMoved = (settings: Settings, before: readonly number[], at: number, value: number): Settings =>
  byHand(settings, withLimitAt(before, at, value, LIMIT_STEP));

export const withoutLimit = (settings: Settings, live: LiveAssessment, at: number): Settings =>
  byHand(settings, ownLimits(settings, live).toSpliced(at, 1));

/** One class more or fewer, the limits then being set by hand. */
export function withClasses(settings: Settings, live: LiveAssessment, by: 1 | -1): Settings {
  const limits = ownLimits(settings, live);
  if (by === 1) return byHand(settings, withClassMore(limits, live.scores, LIMIT_STEP));
  const { counts } = countClasses(classify(live.scores, limits), limits.length + 1);
  return byHand(settings, withClassLess(limits, counts));
}

/** Limits that a pull begins from. */
export const beginOf = ownLimits;
