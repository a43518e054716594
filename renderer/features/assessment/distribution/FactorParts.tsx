import type { ReactElement } from 'react';
import type { AlkireFosterMeasures } from '../../../../shared/domain/assess/alkireFoster.ts';
import { useWords } from '../../../i18n/words.ts';
import { useMethodNames } from '../model/names.ts';
import styles from './Distribution.module.css';

interface FactorPartsProps {
  /** The measures at the cut-off, every area weighing the same. */
  readonly areas: AlkireFosterMeasures;
  /** The same with every area weighing as many as live there. */
  readonly people: AlkireFosterMeasures | undefined;
}

/** What each factor adds to the adjusted headcount at one cut-off. */
export function FactorParts({ areas, people }: FactorPartsProps): ReactElement {
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const percent = (share: number | undefined): string => format.number(100 * (share ?? Number.NaN), 1);
  return (
    <table className={styles['table']}>
      <caption className={styles['caption']}>
        {t('assessment.partsAt', { k: format.number(areas.k, Number.isInteger(areas.k) ? 0 : 1) })}
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles['factor']}>
            {t('assessment.partsFactor')}
          </th>
          <th scope="col">
            <abbr title={t('assessment.rawLong')}>{t('assessment.raw')}</abbr>
          </th>
          <th scope="col">
            <abbr title={t('assessment.censoredLong')}>{t('assessment.censored')}</abbr>
          </th>
          <th scope="col">
            <abbr title={t('assessment.partOfM0Long')}>{t('assessment.partOfM0')}</abbr>
          </th>
          <th scope="col">
            <abbr title={t('assessment.partPeopleLong')}>{t('assessment.partPeople')}</abbr>
          </th>
        </tr>
      </thead>
      <tbody>
        {areas.factors.map(({ id, rawHeadcount, censoredHeadcount, contribution }, at) => (
          <tr key={id}>
            <th scope="row" className={styles['factor']} title={name(id)}>
              {name(id)}
            </th>
            <td>{percent(rawHeadcount)}</td>
            <td>{percent(censoredHeadcount)}</td>
            <td>{percent(contribution)}</td>
            <td>{percent(people?.factors[at]?.contribution)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
