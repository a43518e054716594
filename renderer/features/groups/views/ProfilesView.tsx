import { type ReactElement, useMemo, useState } from 'react';
import { profilesOf } from '../../../../shared/domain/groups/describe/profile.ts';
import { selectAreas, useSelected } from '../../../app/state/pointing.ts';
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
  const selected = useSelected();
  const [held, setHeld] = useState<readonly [from: number, to: number] | null>(null);
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
  const marked = useMemo(() => {
    if (selected.size === 0) return undefined;
    // The others are a group of their own, so that those chosen are held against all areas.
    const own = Int32Array.from({ length: data.areas.count }, (_none, area) => (selected.has(area) ? 1 : 2));
    return profilesOf({ groups: own, indicators: columns.map(({ meta, values }) => ({ id: meta.id, values })) })[0];
  }, [selected, columns, data.areas.count]);
  const within = (at: number): boolean => held !== null && at >= Math.min(...held) && at <= Math.max(...held);
  const choose = (from: number, to: number, additive: boolean): void => {
    const wanted = new Set(profiles.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ group }) => group));
    const own = Array.from(groups?.keys() ?? []).filter((area) => wanted.has(groups?.[area] ?? 0));
    selectAreas(additive ? [...selected, ...own] : own);
  };
  const inked = (standardised = Number.NaN, direction: number): { background: string; color: string } => {
    // The colour of more exclusion is the same whichever way an indicator runs.
    const z = standardised * (direction === -1 ? -1 : 1);
    const step = Math.round(((Math.max(-STRONGEST, Math.min(STRONGEST, z)) / STRONGEST + 1) / 2) * (STEPS - 1));
    const background = Number.isNaN(z) ? 'transparent' : (colours[step] ?? 'transparent');
    return { background, color: background === 'transparent' ? 'inherit' : inkOn(background) };
  };
  const said = (value = Number.NaN, decimals: number): string =>
    Number.isNaN(value) ? '–' : format.number(value, figure === 'standardised' ? 1 : decimals);
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
                {profiles.map(({ group }, at) => (
                  <GroupHead
                    key={group}
                    group={group}
                    scope="col"
                    onChoose={(additive) => {
                      choose(at, at, additive);
                    }}
                  />
                ))}
                <th scope="col">{t('groups.allAreas')}</th>
                {marked !== undefined && (
                  <th scope="col">
                    {t('groups.marked', { count: selected.size, formatted: format.count(selected.size) })}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {columns.map(({ meta }, row) => (
                <tr key={meta.id}>
                  <th scope="row" className={styles['name']}>
                    {meta.name[language]}
                  </th>
                  {profiles.map(({ group, indicators }, at) => (
                    <td
                      key={group}
                      style={inked(indicators[row]?.standardised, meta.direction)}
                      className={styles['profile']}
                      data-within={within(at)}
                      onPointerDown={(event) => {
                        event.preventDefault();
                        setHeld([at, at]);
                      }}
                      onPointerEnter={({ buttons }) => {
                        if (held !== null && (buttons & 1) === 1) setHeld([held[0], at]);
                      }}
                      onPointerUp={(event) => {
                        choose(held?.[0] ?? at, at, event.ctrlKey || event.metaKey || event.shiftKey);
                        setHeld(null);
                      }}
                    >
                      {said(indicators[row]?.[figure], meta.decimals)}
                    </td>
                  ))}
                  <td>{format.number(profiles[0]?.indicators[row]?.all ?? Number.NaN, meta.decimals)}</td>
                  {marked !== undefined && (
                    <td style={inked(marked.indicators[row]?.standardised, meta.direction)}>
                      {said(marked.indicators[row]?.[figure], meta.decimals)}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ScrollRegion>
    </div>
  );
}
