import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useEveryFrame } from '../model/useTuner.ts';
import styles from './Distribution.module.css';

const TYPES = ['1', '2', '3', '4', '5'] as const;

/** The five area types with their limits, areas and people. */
export function AreaTypes({ data }: { readonly data: AreaData }): ReactElement | null {
  const { t, format } = useWords();
  const result = useEveryFrame().live.sei;
  if (result === undefined) return null;
  const areas = new Float64Array(6);
  const people = new Float64Array(6);
  let everyone = 0;
  result.types.forEach((type, area) => {
    if (type === 0) return;
    areas[type] = (areas[type] ?? 0) + 1;
    people[type] = (people[type] ?? 0) + (data.areas.population[area] ?? 0);
    everyone += data.areas.population[area] ?? 0;
  });
  const most = Math.max(1, ...areas);
  return (
    <ScrollRegion label={t('assessment.distribution.sei')}>
      <table className={styles['table']}>
        <caption className={styles['unseen']}>{t('assessment.distribution.sei')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('assessment.areaType')}</th>
            <th scope="col">{t('assessment.lowerLimit')}</th>
            <th scope="col" className={styles['barColumn']}>
              {t('assessment.areas')}
            </th>
            <th scope="col">{t('assessment.peopleShare')}</th>
          </tr>
        </thead>
        <tbody>
          {TYPES.map((type, at) => (
            <tr key={type}>
              <th scope="row" title={t(`assessment.type.${type}`)}>
                {type}
              </th>
              <td>
                {at < 4 ? '≥ ' : '< '}
                {format.number(result.limits[Math.min(at, 3)] ?? Number.NaN, 1)}
              </td>
              <td className={styles['barColumn']}>
                <span className={styles['bar']} style={{ width: `${String((100 * (areas[at + 1] ?? 0)) / most)}%` }} />
                <span className={styles['barText']}>{format.count(areas[at + 1] ?? 0)}</span>
              </td>
              <td>{format.number((100 * (people[at + 1] ?? 0)) / everyone, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
