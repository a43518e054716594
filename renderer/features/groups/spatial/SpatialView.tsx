import { type ReactElement, useMemo, useState } from 'react';
import type { ClusterKind } from '../../../../shared/domain/spatial/clusters.ts';
import { useWords } from '../../../i18n/words.ts';
import { diverging } from '../../../ui/colour/scales.ts';
import { ProgressBar } from '../../../ui/controls/ProgressBar.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { GroupMap } from '../map/GroupMap.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import styles from '../views/Views.module.css';
import { ClusterTable } from './ClusterTable.tsx';
import { PERMUTATIONS, RATES, type SpatialPicture, useLikeNeighbours } from './likeNeighbours.ts';
import { MoranScatter } from './MoranScatter.tsx';

/** The kinds that have a colour of their own; islands and areas without a value are drawn as missing. */
const COLOURED: readonly ClusterKind[] = ['high-high', 'low-low', 'high-low', 'low-high', 'none'];

type Part = 'map' | 'scatter' | 'table';
const PARTS: readonly Part[] = ['map', 'scatter', 'table'];

/** Whether like lies beside like: Moran's I of an indicator, and where high lies among high, low among low, or one among the other. */
export function SpatialView(): ReactElement {
  const { t, format, language } = useWords();
  const { data, settings } = useGrouper();
  const [part, setPart] = useState<Part>('map');
  const picture = useLikeNeighbours(data, settings.variables[0]?.id ?? '');
  if (data.geometry === null) return <p className={styles['note']}>{t('groups.noGeometry')}</p>;
  const { answer, indicator, permutations, rate, share, set } = picture;
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <SmallSelect
          label={t('groups.spatialOf')}
          width={190}
          value={indicator}
          choices={data.indicators.columns.map(({ meta }) => ({ value: meta.id, label: meta.name[language] }))}
          onChange={(chosen) => set({ indicator: chosen })}
        />
        <Segmented<Part>
          label={t('groups.spatialPart')}
          value={part}
          choices={PARTS.map((value) => ({ value, label: t(`groups.spatialPart.${value}`) }))}
          onChange={setPart}
        />
        <SmallSelect
          label={t('groups.permutations')}
          width={86}
          value={String(permutations)}
          choices={PERMUTATIONS.map((value) => ({ value: String(value), label: format.count(value) }))}
          onChange={(value) => set({ permutations: PERMUTATIONS.find((one) => String(one) === value) ?? permutations })}
        />
        <SmallSelect
          label={t('groups.rate')}
          width={66}
          value={String(rate)}
          choices={RATES.map((value) => ({ value: String(value), label: `${format.number(100 * value, 0)} %` }))}
          onChange={(value) => set({ rate: RATES.find((one) => String(one) === value) ?? rate })}
        />
      </div>
      {answer === null ? (
        <div className={styles['bar']}>
          <ProgressBar label={t('groups.permuting')} share={share} />
        </div>
      ) : (
        <Answered picture={{ ...picture, answer }} part={part} />
      )}
    </div>
  );
}

function Answered({
  picture,
  part,
}: {
  readonly picture: SpatialPicture & { readonly answer: NonNullable<SpatialPicture['answer']> };
  readonly part: Part;
}): ReactElement {
  const { t, format, language } = useWords();
  const scheme = useScheme();
  const { data } = useGrouper();
  const { kinds, moran, around } = picture.answer;
  const colours = useMemo(() => {
    const [low, lowAmong, none, highAmong, high] = diverging(5, scheme);
    return [high, low, highAmong, lowAmong, none].map((colour) => colour ?? 'transparent');
  }, [scheme]);
  const numbers = useMemo(() => Int32Array.from(kinds, (kind) => COLOURED.indexOf(kind) + 1), [kinds]);
  const meta = data.indicators.byId.get(picture.indicator)?.meta;
  const name = meta?.name[language] ?? '';
  const map = useMemo(
    () => ({
      groups: numbers,
      colours,
      nameOf: (number: number): string => t(`groups.kind.${COLOURED[number - 1] ?? 'missing'}`),
      label: t('groups.spatialMap', { name }),
    }),
    [numbers, colours, t, name],
  );
  const decided = {
    value: format.number(moran.i, 2),
    expected: format.number(moran.expected, 4),
    p: format.number(moran.p, 3),
  };
  return (
    <>
      <p className={styles['note']}>
        {Number.isNaN(moran.i)
          ? t('groups.moranNone')
          : t(moran.p < 0.05 ? 'groups.moran' : 'groups.moranChance', decided)}
      </p>
      {part === 'map' && (
        <div className={styles['picture']}>
          <GroupMap other={map} />
        </div>
      )}
      {part === 'scatter' && (
        <MoranScatter
          values={picture.values}
          around={around}
          slope={moran.i}
          classOf={numbers}
          colours={colours}
          name={name}
        />
      )}
      {part === 'table' && (
        <ClusterTable
          kinds={kinds}
          coloured={COLOURED}
          colours={colours}
          values={picture.values}
          around={around}
          moran={moran}
          decimals={meta?.decimals ?? 1}
        />
      )}
    </>
  );
}
