import { useMemo } from 'react';
import { changeLimits, needLimits, TOP_SHARES } from '../../../../shared/domain/tuning/mapClasses.ts';
import { type Words, useWords } from '../../../i18n/words.ts';
import { diverging, paler, singleHue } from '../../../ui/colour/scales.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { TOKENS } from '../../../ui/theme/tokens.ts';
import { classCount } from '../model/picture.ts';
import type { Settings } from '../../../../shared/domain/tuning/settings.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';
import { useTuned } from '../model/useTuner.ts';

export interface MapClasses {
  /** By class, 0 first: least exclusion, or the largest fall. */
  readonly colours: readonly string[];
  readonly labels: readonly string[];
}

/** From the least exclusion to the most. */
const AREA_TYPE_KEYS = [
  'assessment.typeShort.5',
  'assessment.typeShort.4',
  'assessment.typeShort.3',
  'assessment.typeShort.2',
  'assessment.typeShort.1',
] as const;

function changeLabels(ranked: number, { t, format }: Words): string[] {
  const limits = changeLimits(ranked);
  const sizes = limits.map((limit, at) => {
    const next = limits[at + 1];
    return next === undefined
      ? t('assessment.stepsFrom', { from: format.count(limit) })
      : `${format.count(limit)}–${format.count(next - 1)}`;
  });
  return [
    ...sizes.map((size) => t('assessment.down', { steps: size })).toReversed(),
    t('assessment.still', { steps: format.count((limits[0] ?? 1) - 1) }),
    ...sizes.map((size) => t('assessment.up', { steps: size })),
  ];
}

/** Classes of the index by its own limits, from the lowest. */
function limitLabels(limits: readonly number[], { t, format }: Words): string[] {
  const number = (limit: number | undefined): string => format.number(limit ?? Number.NaN, 2);
  return [...limits, Number.NaN].map((to, at) => {
    if (at === 0) return limits.length === 0 ? t('classes.all') : t('classes.below', { to: number(to) });
    const from = number(limits[at - 1]);
    return Number.isNaN(to) ? t('classes.from', { from }) : t('classes.fromTo', { from, to: number(to) });
  });
}

function standingLabels(kind: Settings['kind'], limits: ProblemCountMethod['levels'], words: Words): string[] {
  const { t, format } = words;
  if (kind === 'index') {
    const per = [...TOP_SHARES, 1].map((share) => format.number(100 * share, 0));
    const labels = per.map((to, at) =>
      at === 0 ? t('assessment.highest', { to }) : t('assessment.highestRange', { from: per[at - 1] ?? '', to }),
    );
    return labels.toReversed();
  }
  if (kind === 'sei') return AREA_TYPE_KEYS.map((key) => t(key));
  const levels = limits.toSorted((a, b) => a.from - b.from);
  return needLimits(levels.map(({ from }) => from)).names.map((need) =>
    need.kind === 'level' ? (levels[need.level]?.name ?? '') : t(`assessment.need.${need.kind}`),
  );
}

/** Colours and names of the map's classes. The same array until they change, so that nothing is drawn for nothing. */
export function useClasses(): MapClasses {
  const { t, format, language } = useWords();
  const words = useMemo((): Words => ({ t, format, language }), [t, format, language]);
  const scheme = useScheme();
  const colouring = useTuned((tuner) => tuner.colouring);
  const sure = useTuned(({ uncertainty, settings }) => uncertainty.state.result !== null && settings.kind === 'index');
  const count = useTuned((tuner) => classCount(tuner, tuner.colouring));
  const kind = useTuned(({ settings }) => settings.kind);
  const levels = useTuned(({ settings }) => settings.problemCount.levels);
  const ranked = useTuned(({ live }) => live.ranked);
  const limits = useTuned((tuner) => (tuner.classRule.kind === 'shares' ? null : tuner.limits));
  const colours = useMemo(() => {
    if (colouring === 'change') return diverging(count, scheme);
    const plain = singleHue(count, scheme);
    return colouring === 'sure' && sure ? plain.flatMap((colour) => paler(colour, TOKENS[scheme].surface)) : plain;
  }, [colouring, count, scheme, sure]);
  const labels = useMemo(() => {
    if (colouring === 'change') return changeLabels(ranked, words);
    return kind === 'index' && limits !== null ? limitLabels(limits, words) : standingLabels(kind, levels, words);
  }, [colouring, ranked, kind, levels, limits, words]);
  return useMemo(() => ({ colours, labels }), [colours, labels]);
}
