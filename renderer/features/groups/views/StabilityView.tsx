import { type ReactElement, useMemo } from 'react';
import { standingOf } from '../../../../shared/domain/groups/choosing/stability.ts';
import { text } from '../../../../shared/texts/text.ts';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import { hoverArea, selectArea, selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { colourOf, useGrouper, useGroupWords } from '../model/useGrouper.ts';
import styles from './StabilityView.module.css';

/** Below this share of the draws together with most of its group an area changes often. */
const CHANGES_OFTEN = 0.5;
const SHOWN = 200;

/** How much of each group is found again when areas are drawn anew, and the areas that often change group. */
export function StabilityView(): ReactElement {
  const { t, format, language } = useWords();
  const { shown, sureness, data } = useGrouper();
  const words = useGroupWords();
  const changing = useMemo(() => {
    const kept = sureness?.kept;
    if (kept === undefined) return [];
    return Array.from(kept.keys())
      .filter((area) => (kept[area] ?? 1) < CHANGES_OFTEN)
      .sort((a, b) => (kept[a] ?? 0) - (kept[b] ?? 0) || a - b);
  }, [sureness]);
  if (shown === null || sureness === null) return <output className={styles['waiting']}>{t('groups.working')}</output>;
  return (
    <div className={styles['both']}>
      <ScrollRegion label={t('groups.perGroup')}>
        <ul className={styles['bars']}>
          {shown.profiles.map(({ group }) => {
            const jaccard = sureness.jaccards[shown.numbers.indexOf(group)] ?? Number.NaN;
            const standing = standingOf(jaccard);
            return (
              <li key={group}>
                <span className={styles['name']} title={words.get(group)?.name}>
                  {group}. {words.get(group)?.name}
                </span>
                <span className={styles['track']}>
                  <span style={{ width: `${String(100 * (jaccard || 0))}%`, background: colourOf(group) }} />
                  <i style={{ left: '50%' }} />
                  <i style={{ left: '75%' }} />
                </span>
                <span className={styles['value']} data-standing={standing}>
                  {format.number(jaccard, 2)} {text(language, `groups.standing.${standing}`)}
                </span>
              </li>
            );
          })}
        </ul>
      </ScrollRegion>
      <div className={styles['changing']}>
        <p>
          {t('groups.changing', { count: changing.length, formatted: format.count(changing.length) })}
          {changing.length > 0 && (
            <Button
              size="small"
              kind="quiet"
              onClick={() => {
                selectAreas(changing);
              }}
            >
              {t('groups.markAll')}
            </Button>
          )}
        </p>
        <ScrollRegion label={t('groups.changingLabel')}>
          <ul>
            {changing.slice(0, SHOWN).map((area) => (
              <li key={area}>
                <button
                  type="button"
                  onPointerEnter={() => {
                    hoverArea(area);
                  }}
                  onPointerLeave={() => {
                    hoverArea(-1);
                  }}
                  onClick={(event) => {
                    selectArea(area, event.ctrlKey || event.metaKey);
                  }}
                >
                  <svg width="10" height="10" aria-hidden="true">
                    <rect width="10" height="10" fill={colourOf(shown.groups[area] ?? 0)} />
                  </svg>
                  <span>
                    {data.areas.names[area]}, {municipalityName(data.areas, area)}
                  </span>
                  <span>{format.number(sureness.kept[area] ?? Number.NaN, 2)}</span>
                </button>
              </li>
            ))}
          </ul>
        </ScrollRegion>
      </div>
    </div>
  );
}
