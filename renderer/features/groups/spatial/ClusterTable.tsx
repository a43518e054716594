import { type ReactElement, useMemo } from 'react';
import type { ClusterKind } from '../../../../shared/domain/spatial/clusters.ts';
import type { Moran } from '../../../../shared/domain/spatial/moran.ts';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import { hoverArea, selectArea, selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useGrouper } from '../model/useGrouper.ts';
import styles from '../views/Views.module.css';

interface ClusterTableProps {
  readonly kinds: readonly ClusterKind[];
  /** The kinds in the order of their colours. */
  readonly coloured: readonly ClusterKind[];
  readonly colours: readonly string[];
  readonly values: Float64Array;
  readonly around: Float64Array;
  readonly moran: Moran;
  readonly decimals: number;
}

/** Areas written out; the rest are on the map. */
const SHOWN = 300;

/** How many areas are of each kind, and those that chance does not explain, the strongest first. */
export function ClusterTable(props: ClusterTableProps): ReactElement {
  const { kinds, coloured, colours, values, around, moran, decimals } = props;
  const { t, format } = useWords();
  const { data } = useGrouper();
  const areasOf = (kind: ClusterKind): number[] => Array.from(kinds.keys()).filter((area) => kinds[area] === kind);
  const told = useMemo(
    () =>
      Array.from(kinds.keys())
        .filter((area) => ['high-high', 'low-low', 'high-low', 'low-high'].includes(kinds[area] ?? ''))
        .sort((a, b) => Math.abs(moran.local[b] ?? 0) - Math.abs(moran.local[a] ?? 0) || a - b),
    [kinds, moran],
  );
  const all = [...coloured, 'island', 'missing'] as const;
  return (
    <ScrollRegion label={t('groups.spatialTable')}>
      <div className={styles['scroll']}>
        <p className={styles['kinds']}>
          {all.map((kind) => {
            const own = areasOf(kind);
            return (
              <Button
                key={kind}
                size="small"
                kind="quiet"
                disabled={own.length === 0}
                onClick={() => {
                  selectAreas(own);
                }}
              >
                <svg width="10" height="10" aria-hidden="true">
                  <rect width="10" height="10" fill={colours[coloured.indexOf(kind)] ?? 'none'} stroke="currentColor" />
                </svg>
                {` ${t(`groups.kind.${kind}`)}: ${format.count(own.length)}`}
              </Button>
            );
          })}
        </p>
        <table className={styles['grid']}>
          <caption className={styles['caption']}>
            {t('groups.spatialShown', { shown: Math.min(SHOWN, told.length), of: format.count(told.length) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('groups.area')}</th>
              <th scope="col">{t('groups.kindHead')}</th>
              <th scope="col">{t('groups.value')}</th>
              <th scope="col">{t('groups.around')}</th>
              <th scope="col">{t('groups.localMoran')}</th>
              <th scope="col">{t('groups.pAdjusted')}</th>
            </tr>
          </thead>
          <tbody>
            {told.slice(0, SHOWN).map((area) => (
              <tr
                key={area}
                onPointerEnter={() => {
                  hoverArea(area);
                }}
                onPointerLeave={() => {
                  hoverArea(-1);
                }}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={styles['cell']}
                    onFocus={() => {
                      hoverArea(area);
                    }}
                    onClick={(event) => {
                      selectArea(area, event.ctrlKey || event.metaKey);
                    }}
                  >
                    {data.areas.names[area]}, {municipalityName(data.areas, area)}
                  </button>
                </th>
                <td>{t(`groups.kind.${kinds[area] ?? 'missing'}`)}</td>
                <td>{format.number(values[area] ?? Number.NaN, decimals)}</td>
                <td>{format.number(around[area] ?? Number.NaN, decimals)}</td>
                <td>{format.number(moran.local[area] ?? Number.NaN, 2)}</td>
                <td>{format.number(moran.localQ[area] ?? Number.NaN, 3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </ScrollRegion>
  );
}
