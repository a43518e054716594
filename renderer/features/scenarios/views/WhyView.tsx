import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { ScenarioPicture } from '../model/useComparison.ts';
import styles from '../Scenarios.module.css';
import { AreaButtons } from './AreaButtons.tsx';

/** What of the difference comes from what, and who comes over the line and who leaves it. */
export function WhyView({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: ScenarioPicture;
}): ReactElement {
  const { t, format } = useWords();
  const { comparison, from, to } = picture;
  if (comparison === null || from === null || to === null)
    return <p className={styles['note']}>{t('scenarios.chooseTwo')}</p>;
  const { split, shares, newly, noLonger, top } = comparison;
  return (
    <ScrollRegion label={t('scenarios.view.why')} fill>
      {split.players.length === 0 ? (
        <p className={styles['note']}>{t('scenarios.sameMethod')}</p>
      ) : (
        <table className={styles['table']} aria-label={t('scenarios.split')}>
          <thead>
            <tr>
              <th scope="col">{t('scenarios.whatDiffers')}</th>
              <th scope="col">{t('scenarios.meanRanks')}</th>
              <th scope="col">{t('scenarios.ofNewly')}</th>
              <th scope="col">{t('scenarios.ofLeft')}</th>
            </tr>
          </thead>
          <tbody>
            {split.players.map((aspects, p) => (
              <tr key={aspects.join('-')}>
                <th scope="row">{aspects.map((aspect) => t(`scenarios.aspect.${aspect}`)).join(' + ')}</th>
                <td>{format.number(shares[p]?.meanMove ?? Number.NaN, 1)}</td>
                <td>{format.number(shares[p]?.newly ?? Number.NaN, 1)}</td>
                <td>{format.number(shares[p]?.noLonger ?? Number.NaN, 1)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('scenarios.sum')}
              </th>
              <td>{format.count(newly.length)}</td>
              <td>{format.count(noLonger.length)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      <p className={styles['note']}>{t('scenarios.splitSaid')}</p>
      <p className={styles['note']}>
        {t('scenarios.topSaid', { first: format.count(top.first), shared: format.count(top.shared) })}
      </p>
      <div className={styles['columns']}>
        <AreaButtons
          data={data}
          title={t('scenarios.newly')}
          areas={newly}
          beside={(area) => format.count(to.standing.ranks[area] ?? 0)}
        />
        <AreaButtons
          data={data}
          title={t('scenarios.noLonger')}
          areas={noLonger}
          beside={(area) => format.count(from.standing.ranks[area] ?? 0)}
        />
      </div>
    </ScrollRegion>
  );
}
