import { memo, type ReactElement, useMemo } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useLead } from '../../../app/state/pointing.ts';
import { unitBeside } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { SmallHistogram } from '../../../ui/chart/SmallHistogram.tsx';
import { SmallTrend } from '../../../ui/chart/SmallTrend.tsx';
import { Thumbnail } from '../../../ui/map/Thumbnail.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { pictureOf } from '../model/colouring.ts';
import styles from './Tile.module.css';
import { useSeen } from './useSeen.ts';

interface TileProps {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
  readonly years: readonly number[];
  /** The nation's value in each of the years; undefined before it is known. */
  readonly trend: Float64Array | undefined;
  /** The definition is the analyst's own. */
  readonly own: boolean;
  readonly onOpen: (id: string) => void;
}

const MAP = { width: 80, height: 172 };
const HISTOGRAM = 60;
const TREND = 26;

function Pictures({ data, column, years, trend }: Omit<TileProps, 'onOpen' | 'own'>): ReactElement {
  const { t, format } = useWords();
  const scheme = useScheme();
  const lead = useLead();
  const { meta, values, nation } = column;
  const picture = useMemo(() => pictureOf(column, scheme), [column, scheme]);
  const said = (value: number | undefined): string => format.number(value ?? Number.NaN, meta.decimals);
  const { classes, bins } = picture;
  const known = values.length - classes.missing;
  const own = values[lead] ?? Number.NaN;
  const span = trend === undefined ? [] : years.filter((_, at) => !Number.isNaN(trend[at]));
  const [first] = span;
  const last = span.at(-1);
  const at = (year: number | undefined): string => said(trend?.[years.indexOf(year ?? 0)]);
  return (
    <div className={styles['body']}>
      {data.geometry !== null && (
        <Thumbnail geometry={data.geometry} classOf={classes.classOf} colours={picture.colours} {...MAP} />
      )}
      <div className={styles['figures']}>
        <p className={styles['nation']}>
          <span className={styles['label']}>{t('areas.nation')}</span>
          <span className={styles['value']}>{said(nation)}</span>
        </p>
        {lead >= 0 && (
          <p className={styles['own']}>
            <span className={styles['ownName']} title={data.areas.names[lead]}>
              {data.areas.names[lead]}
            </span>
            <span>{said(own)}</span>
          </p>
        )}
        <SmallHistogram bins={bins} colourAt={picture.colourAt} line={nation} own={own} height={HISTOGRAM} />
        <p className={styles['ends']}>
          <span>{said(bins[0]?.from)}</span>
          <span>{said(bins.at(-1)?.to)}</span>
        </p>
        {trend !== undefined && first !== undefined && last !== undefined && first !== last && (
          <>
            <SmallTrend values={trend} height={TREND} />
            <p className={styles['ends']}>
              <span>
                {first} <b>{at(first)}</b>
              </span>
              <span>
                {last} <b>{at(last)}</b>
              </span>
            </p>
          </>
        )}
        {known < values.length && (
          <p className={styles['coverage']}>
            {t('indicators.coverageShort', { known: format.count(known), all: format.count(values.length) })}
          </p>
        )}
      </div>
    </div>
  );
}

/** One indicator at a glance: map, distribution with the nation's value, trend. */
export const Tile = memo(function Tile(props: TileProps): ReactElement {
  const { column, own, onOpen } = props;
  const words = useWords();
  const { ref, seen } = useSeen<HTMLLIElement>();
  const { meta } = column;
  const unit = unitBeside(meta, words);
  return (
    <li ref={ref} className={styles['tile']}>
      <button
        type="button"
        className={styles['name']}
        onClick={() => {
          onOpen(meta.id);
        }}
      >
        <span>
          {meta.name[words.language]}
          {unit !== '' && <span className={styles['unit']}>, {unit}</span>}
          {own && <span className={styles['unit']}> ({words.t('definition.own')})</span>}
        </span>
      </button>
      {seen && <Pictures {...props} />}
    </li>
  );
});
