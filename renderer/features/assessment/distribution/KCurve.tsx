import type { ReactElement } from 'react';
import { withLevel } from '../../../../shared/domain/tuning/settings.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useEveryFrame } from '../model/useTuner.ts';
import { FactorParts } from './FactorParts.tsx';
import styles from './Distribution.module.css';

/** All cut-offs at once: how many areas, what share of the people, and Alkire and Foster's measures. */
export function KCurve({ data }: { readonly data: AreaData }): ReactElement {
  const { t, format } = useWords();
  const tuner = useEveryFrame();
  const { live, settings } = tuner;
  const curve = live.kCurve();
  const people = live.kCurve(data.areas.population);
  const most = Math.max(1, ...curve.map(({ flagged }) => flagged));
  const { k, levels } = settings.problemCount;
  const line = curve.findIndex((point) => point.k === k);
  const atLine = curve[line];
  return (
    <ScrollRegion label={t('assessment.distribution.problem-count')}>
      <div className={styles['sized']}>
        <table className={styles['table']}>
          <caption className={styles['unseen']}>{t('assessment.distribution.problem-count')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('assessment.atLeast')}</th>
              <th scope="col" className={styles['barColumn']}>
                {t('assessment.areas')}
              </th>
              <th scope="col">{t('assessment.peopleShare')}</th>
              <th scope="col">
                <abbr title={t('assessment.intensityLong')}>A</abbr>
              </th>
              <th scope="col">
                <abbr title={t('assessment.adjustedLong')}>M₀</abbr>
              </th>
            </tr>
          </thead>
          <tbody>
            {curve.map((point, at) => (
              <tr key={point.k} data-line={point.k === k} aria-current={point.k === k ? 'true' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles['cut']}
                    aria-label={t('assessment.setK', { k: format.number(point.k, 0) })}
                    onClick={() => {
                      tuner.step((now) => ({ ...now, problemCount: withLevel(now.problemCount, 0, point.k) }));
                    }}
                  >
                    {format.number(point.k, Number.isInteger(point.k) ? 0 : 1)}
                  </button>
                </th>
                <td className={styles['barColumn']}>
                  <span className={styles['bar']} style={{ width: `${String((100 * point.flagged) / most)}%` }} />
                  <span className={styles['barText']}>
                    {format.count(point.flagged)}
                    {levels.some(({ from }) => from === point.k) && (
                      <span className={styles['level']}>{levels.find(({ from }) => from === point.k)?.name}</span>
                    )}
                  </span>
                </td>
                <td>{format.number(100 * (people[at]?.headcount ?? Number.NaN), 1)}</td>
                <td>{format.number(point.intensity, 2)}</td>
                <td>{format.number(point.adjustedHeadcount, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {atLine !== undefined && <FactorParts areas={atLine} people={people[line]} />}
      </div>
    </ScrollRegion>
  );
}
