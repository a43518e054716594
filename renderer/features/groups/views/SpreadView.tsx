import { type ReactElement, useMemo } from 'react';
import { areaTypesOf } from '../../../app/state/areaTypes.ts';
import { spreadWithin } from '../../../../shared/domain/groups/describe/spread.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import { GroupHead } from './GroupHead.tsx';
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
  const numbered = (perGroup: readonly number[] = []): number[] => Array.from(perGroup.keys(), (at) => at + 1);
  const groupNumbers = numbered(inGroups[0]?.perGroup).filter((group) => shown?.groups.includes(group) === true);
  const typeNumbers = numbered(inTypes[0]?.perGroup);
  const sdOf = (sd = Number.NaN, decimals: number): string => (Number.isNaN(sd) ? '–' : format.number(sd, decimals));
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
            {types !== null && <th scope="col">{t('groups.sdWithinTypes')}</th>}
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
                {types !== null && <td>{format.number(inTypes[row]?.within ?? Number.NaN, meta.decimals)}</td>}
                <td>{format.number(own?.sd ?? Number.NaN, meta.decimals)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <table className={styles['spread']}>
        <caption>{t('groups.sdPerGroup')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('groups.indicator')}</th>
            {groupNumbers.map((group) => (
              <GroupHead key={group} group={group} scope="col" />
            ))}
            {typeNumbers.map((type) => (
              <th key={type} scope="col">
                {t('groups.type', { type })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ id, meta }, row) => (
            <tr key={id}>
              <th scope="row">{meta.name[language]}</th>
              {groupNumbers.map((group) => (
                <td key={`g${String(group)}`}>{sdOf(inGroups[row]?.perGroup[group - 1], meta.decimals)}</td>
              ))}
              {typeNumbers.map((type) => (
                <td key={`t${String(type)}`}>{sdOf(inTypes[row]?.perGroup[type - 1], meta.decimals)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const percentWidth = (share = 0): string => `${String(100 * (Number.isNaN(share) ? 0 : share))}%`;
