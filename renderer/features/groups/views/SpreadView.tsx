import { type ReactElement, useMemo } from 'react';
import { areaTypesOf } from '../../../app/state/areaTypes.ts';
import { spreadWithin } from '../../../../shared/domain/groups/describe/spread.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import styles from './SpreadView.module.css';

/** How much of the differences between areas the groups catch, beside what the area types of the socio-economic index do. */
export function SpreadView(): ReactElement {
  const { t, format, language } = useWords();
  const { shown, data, settings } = useGrouper();
  const columns = useMemo(
    () =>
      settings.variables.flatMap(({ id }) => {
        const column = data.indicators.byId.get(id);
        return column === undefined ? [] : [{ id, values: column.values, meta: column.meta }];
      }),
    [settings.variables, data],
  );
  const types = useMemo(() => areaTypesOf(data), [data]);
  const inGroups = useMemo(() => spreadWithin(shown?.groups ?? [], columns), [shown, columns]);
  const inTypes = useMemo(() => (types === null ? [] : spreadWithin(types, columns)), [types, columns]);
  const percent = (share: number): string => (Number.isNaN(share) ? '–' : `${format.number(100 * share, 0)} %`);
  return (
    <ScrollRegion label={t('groups.view.spread')}>
      <table className={styles['spread']}>
        <thead>
          <tr>
            <th scope="col">{t('groups.indicator')}</th>
            <th scope="col">{t('groups.caughtByGroups')}</th>
            <th scope="col" aria-label={t('groups.picture')} />
            <th scope="col">{types === null ? t('groups.noTypes') : t('groups.caughtByTypes')}</th>
            <th scope="col">{t('groups.sdWithin')}</th>
            <th scope="col">{t('groups.sdAll')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ id, meta }, row) => {
            const own = inGroups[row];
            const typed = inTypes[row]?.between ?? Number.NaN;
            return (
              <tr key={id}>
                <th scope="row">{meta.name[language]}</th>
                <td>{percent(own?.between ?? Number.NaN)}</td>
                <td>
                  <span className={styles['track']}>
                    <span style={{ width: percentWidth(own?.between) }} />
                    {!Number.isNaN(typed) && <i style={{ left: percentWidth(typed) }} />}
                  </span>
                </td>
                <td>{percent(typed)}</td>
                <td>{format.number(own?.within ?? Number.NaN, meta.decimals)}</td>
                <td>{format.number(own?.sd ?? Number.NaN, meta.decimals)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const percentWidth = (share = 0): string => `${String(100 * (Number.isNaN(share) ? 0 : share))}%`;
