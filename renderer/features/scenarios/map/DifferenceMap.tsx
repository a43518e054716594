import { type ReactElement, useCallback, useMemo } from 'react';
import { ClassedMap } from '../../../app/linked/ClassedMap.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { diverging } from '../../../ui/colour/scales.ts';
import { Legend } from '../../../ui/map/Legend.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import type { ScenarioPicture } from '../model/useComparison.ts';

/** Limits between the classes, as shares of the ranked areas: hardly, somewhat and far. */
const LIMITS = [0.02, 0.1] as const;
const CLASSES = 5;

/** Where areas climb and fall from one scenario to the other. */
export function DifferenceMap({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: ScenarioPicture;
}): ReactElement {
  const { t, format } = useWords();
  const scheme = useScheme();
  const { areas } = data;
  const { comparison, from, to } = picture;
  const limits = useMemo(
    () => LIMITS.map((share) => Math.max(1, Math.round(share * Math.max(from?.standing.ranked ?? 0, 1)))),
    [from],
  );
  const classOf = useMemo(
    () =>
      Uint8Array.from({ length: areas.count }, (_none, area) => {
        const ranked = (from?.standing.ranks[area] ?? 0) > 0 && (to?.standing.ranks[area] ?? 0) > 0;
        if (comparison === null || !ranked) return 255;
        const change = comparison.climbed[area] as number;
        const size = Math.abs(change);
        const step = size >= (limits[1] as number) ? 2 : size >= (limits[0] as number) ? 1 : 0;
        return 2 + Math.sign(change) * step;
      }),
    [areas, comparison, from, to, limits],
  );
  const colours = useMemo(() => diverging(CLASSES, scheme), [scheme]);
  const describe = useCallback(
    (area: number): string => {
      const rank = (one: typeof from): string => {
        const own = one?.standing.ranks[area] ?? 0;
        return own === 0 ? '–' : format.count(own);
      };
      return [areas.names[area] ?? '', municipalityName(areas, area), `${rank(from)} → ${rank(to)}`].join('\n');
    },
    [areas, from, to, format],
  );
  const [some, far] = limits.map((limit) => format.count(limit));
  const labels = [
    t('scenarios.fallsFar', { far: far ?? '' }),
    t('scenarios.falls', { some: some ?? '', far: far ?? '' }),
    t('scenarios.stands', { some: some ?? '' }),
    t('scenarios.climbs', { some: some ?? '', far: far ?? '' }),
    t('scenarios.climbsFar', { far: far ?? '' }),
  ];
  const count = (at: number): number => classOf.reduce((sum, own) => (own === at ? sum + 1 : sum), 0);
  return (
    <ClassedMap
      data={data}
      label={t('scenarios.map')}
      classOf={classOf}
      colours={colours}
      describe={describe}
      legend={
        <Legend
          title={t('scenarios.ranksClimbed')}
          classes={labels.map((label, at) => ({ label, colour: colours[at] ?? '', count: count(at) }))}
          missing={count(255)}
        />
      }
    />
  );
}
