import type { ReactElement } from 'react';
import type { AreaWhy, Place } from '../../../../shared/domain/assess/why/areaWhy.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { Table } from '../../../ui/controls/Table.tsx';
import { useMethodNames } from '../model/names.ts';
import styles from './Why.module.css';

/** The area beside its municipality, county, nation and area type. */
export function PlacesView({ why, decimals }: { readonly why: AreaWhy; readonly decimals: number }): ReactElement {
  const { t, format, language } = useWords();
  const { name, meta } = useMethodNames();
  const { places } = why;
  const title = ({ kind, name: called }: Place): string => {
    if (kind === 'nation') return text(language, 'explain.place.nation');
    if (kind === 'areaType') return `${text(language, 'explain.place.areaType')} ${called.slice(0, 1)}`;
    return called;
  };
  const number = (value: number, places_: number): string =>
    Number.isNaN(value) ? '–' : format.number(value, places_);
  const filled = why.indicators.flatMap(({ id, imputed }) =>
    imputed === undefined ? [] : [`${name(id)} (${text(language, `assess.by.${imputed}`)})`],
  );
  return (
    <div className={styles['text']}>
      <Table
        caption={t('assessment.compared')}
        captionHidden
        columns={[
          { key: 'indicator', header: t('assessment.indicator') },
          { key: 'own', header: t('assessment.whyTo'), number: true },
          ...places.map((place) => ({ key: place.kind, header: title(place), number: true })),
        ]}
        rows={[
          {
            key: ' score',
            cells: [
              t(`assessment.score.${why.kind}`),
              number(why.score, decimals),
              ...places.map(({ score }) => number(score, Math.max(1, decimals))),
            ],
          },
          {
            key: ' rank',
            cells: [
              t('assessment.rankWithin'),
              '',
              ...places.map(({ rank, ranked }) => (rank === 0 ? '–' : `${format.count(rank)}/${format.count(ranked)}`)),
            ],
          },
          ...why.indicators.map(({ id, value, imputed }, j) => {
            const own = meta(id)?.decimals ?? 1;
            return {
              key: id,
              cells: [
                name(id),
                `${number(value, own)}${imputed === undefined ? '' : '*'}`,
                ...places.map(({ values }) => number(values[j] ?? Number.NaN, own)),
              ],
            };
          }),
        ]}
      />
      {filled.length > 0 && <p>{text(language, 'explain.imputed', { list: filled.join(', ') })}</p>}
    </div>
  );
}
