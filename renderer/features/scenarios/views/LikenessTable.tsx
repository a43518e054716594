import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { ScenarioPicture } from '../model/useComparison.ts';
import styles from '../Scenarios.module.css';
import { AreaButtons } from './AreaButtons.tsx';

/** All scenarios against each other, and the areas that all of them single out. */
export function LikenessTable({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: ScenarioPicture;
}): ReactElement {
  const { t, format } = useWords();
  const { carried, robust } = picture;
  const sometimes = robust.ever.filter((area) => (robust.times[area] as number) < carried.length);
  return (
    <ScrollRegion label={t('scenarios.view.likeness')} fill>
      <table className={styles['table']} aria-label={t('scenarios.likeness')}>
        <thead>
          <tr>
            <th scope="col">{t('scenarios.likenessHead')}</th>
            {carried.map(({ scenario }, at) => (
              <th key={scenario.id} scope="col" title={scenario.name}>
                {at + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {carried.map(({ scenario }, i) => (
            <tr key={scenario.id}>
              <th scope="row">
                {i + 1}. {scenario.name}
              </th>
              {robust.pairs[i]?.map(({ rankCorrelation, top }, j) => (
                <td key={carried[j]?.scenario.id ?? ''}>
                  {i === j
                    ? '–'
                    : j > i
                      ? format.number(rankCorrelation, 3)
                      : `${format.count(top.shared)}/${format.count(top.first)}`}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['note']}>{t('scenarios.likenessSaid')}</p>
      <div className={styles['columns']}>
        <AreaButtons
          data={data}
          title={t('scenarios.always', { count: carried.length })}
          areas={robust.always}
          beside={(area) => `${format.count(robust.best[area] ?? 0)}–${format.count(robust.worst[area] ?? 0)}`}
        />
        <AreaButtons
          data={data}
          title={t('scenarios.sometimes')}
          areas={sometimes}
          beside={(area) => t('scenarios.times', { times: robust.times[area] ?? 0, count: carried.length })}
        />
      </div>
    </ScrollRegion>
  );
}
