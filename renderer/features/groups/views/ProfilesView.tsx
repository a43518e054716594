import { type ReactElement, useMemo, useState } from 'react';
import { profilesOf } from '../../../../shared/domain/groups/describe/profile.ts';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { diverging } from '../../../ui/colour/scales.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { inkOn } from '../../../ui/colour/oklch.ts';
import { useGrouper } from '../model/useGrouper.ts';
import { GroupHead } from './GroupHead.tsx';
import styles from './Views.module.css';

const STEPS = 9;
/** Standard deviations at which the colour is strongest. */
const STRONGEST = 2;

type Which = 'chosen' | 'background' | 'all';
type Figure = 'standardised' | 'mean' | 'sd';

/** Each indicator's mean in each group, as colour against all areas and as a figure: standardised, as it stands, or its spread. */
export function ProfilesView(): ReactElement {
  const { t, format, language } = useWords();
  const scheme = useScheme();
  const { shown, data, settings } = useGrouper();
  const [which, setWhich] = useState<Which>('chosen');
  const [figure, setFigure] = useState<Figure>('standardised');
  const colours = useMemo(() => diverging(STEPS, scheme), [scheme]);
  const columns = useMemo(() => {
    const chosen = new Set(settings.variables.map(({ id }) => id));
    return data.indicators.columns.filter(({ meta }) =>
      which === 'chosen' ? chosen.has(meta.id) : which === 'background' ? meta.direction === 0 : true,
    );
  }, [data, settings.variables, which]);
  const groups = shown?.groups;
  const profiles = useMemo(
    () =>
      groups === undefined
        ? []
        : profilesOf({ groups, indicators: columns.map(({ meta, values }) => ({ id: meta.id, values })) }),
    [groups, columns],
  );
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <Segmented<Which>
          label={t('groups.which')}
          value={which}
          choices={(['chosen', 'background', 'all'] as const).map((value) => ({
            value,
            label: t(`groups.which.${value}`),
          }))}
          onChange={setWhich}
        />
        <Segmented<Figure>
          label={t('groups.figure')}
          value={figure}
          choices={(['standardised', 'mean', 'sd'] as const).map((value) => ({
            value,
            label: t(`groups.figure.${value}`),
          }))}
          onChange={setFigure}
        />
      </div>
      <ScrollRegion label={t('groups.view.profiles')}>
        <div className={styles['scroll']}>
          <table className={styles['grid']}>
            <thead>
              <tr>
                <th scope="col" aria-label={t('groups.indicator')} />
                {profiles.map(({ group }) => (
                  <GroupHead key={group} group={group} scope="col" />
                ))}
                <th scope="col">{t('groups.allAreas')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map(({ meta }, row) => (
                <tr key={meta.id}>
                  <th scope="row">{meta.name[language]}</th>
                  {profiles.map(({ group, indicators }) => {
                    const own = indicators[row];
                    // The colour of more exclusion is the same whichever way an indicator runs.
                    const z = (own?.standardised ?? Number.NaN) * (meta.direction === -1 ? -1 : 1);
                    const step = Math.round(
                      ((Math.max(-STRONGEST, Math.min(STRONGEST, z)) / STRONGEST + 1) / 2) * (STEPS - 1),
                    );
                    const background = Number.isNaN(z) ? 'transparent' : (colours[step] ?? 'transparent');
                    const ink = background === 'transparent' ? 'inherit' : inkOn(background);
                    const value = own?.[figure] ?? Number.NaN;
                    return (
                      <td key={group} style={{ background, color: ink }}>
                        {Number.isNaN(value)
                          ? '–'
                          : format.number(value, figure === 'standardised' ? 1 : meta.decimals)}
                      </td>
                    );
                  })}
                  <td>{format.number(profiles[0]?.indicators[row]?.all ?? Number.NaN, meta.decimals)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ScrollRegion>
    </div>
  );
}
