import { type ReactElement, useCallback, useMemo } from 'react';
import { pearson } from '../../../../shared/domain/statistics/correlation.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { PointedAt } from '../../../app/linked/PointedAt.tsx';
import { walk } from '../../../app/linked/walk.ts';
import { followPointing, hoverArea, selectArea, useSelected } from '../../../app/state/pointing.ts';
import { nameWithUnit } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { Scatter } from '../../../ui/chart/Scatter.tsx';
import { changedParts } from '../model/changedParts.ts';
import type { Details } from '../model/indicators.ts';
import { Facts } from './Facts.tsx';
import styles from './Page.module.css';

interface AgainstProps {
  readonly column: IndicatorColumn;
  readonly values: Float64Array;
  /** Of the earlier definition, and of the present. */
  readonly revisions: readonly [number, number];
}

const HEIGHT = 200;

/** The values by an earlier definition against the present ones, area by area. */
function Against({ column, values, revisions }: AgainstProps): ReactElement {
  const words = useWords();
  const { t, format } = words;
  const selected = useSelected();
  const follow = useCallback(
    (tell: (at: number) => void) =>
      followPointing(({ hovered }) => {
        tell(hovered);
      }),
    [],
  );
  const { meta } = column;
  const correlation = useMemo(() => pearson(values, column.values), [values, column.values]);
  const changed = useMemo(
    () => values.reduce((sum, value, area) => sum + (Object.is(value, column.values[area]) ? 0 : 1), 0),
    [values, column.values],
  );
  const [before, now] = revisions;
  const said = (value: number): string => format.number(value, meta.decimals);
  const name = nameWithUnit(meta, words);
  return (
    <div className={styles['against']}>
      <p className={styles['quiet']}>
        {t('indicators.againstSaid', {
          changed: format.count(changed),
          all: format.count(values.length),
          r: format.number(correlation, 3),
        })}
      </p>
      <Scatter
        x={values}
        y={column.values}
        xName={t('indicators.inVersion', { indicator: name, revision: before })}
        yName={t('indicators.inVersion', { indicator: name, revision: now })}
        xText={said}
        yText={said}
        label={t('indicators.againstLabel', { before, now })}
        height={HEIGHT}
        selected={selected}
        onHover={hoverArea}
        onSelect={selectArea}
        onKey={walk}
        follow={follow}
      >
        <PointedAt />
      </Scatter>
    </div>
  );
}

interface HistoryProps {
  readonly column: IndicatorColumn;
  readonly details: Details;
}

/** How the indicator was defined before, as far as this project has computed by it. */
export function History({ column, details: { definition, earlier } }: HistoryProps): ReactElement {
  const { t, language, format } = useWords();
  if (earlier.length === 0) return <p className={styles['quiet']}>{t('indicators.noHistory')}</p>;
  return (
    <>
      {earlier.map((one, at) => {
        const next = earlier[at - 1]?.definition ?? definition;
        const changed = changedParts(one.definition, next).map((key) => t(key).toLocaleLowerCase(language));
        return (
          <details key={JSON.stringify(one.definition)} className={styles['earlier']}>
            <summary>
              {t('indicators.earlierVersion', { revision: one.definition.revision, file: one.file })}
              {changed.length > 0 && (
                <span className={styles['quiet']}> {t('indicators.changed', { parts: changed.join(', ') })}</span>
              )}
              {(one.savedAt !== null || one.comment !== '') && (
                <span className={styles['quiet']}>
                  {' '}
                  {[one.savedAt === null ? '' : format.moment(one.savedAt), one.comment]
                    .filter((part) => part !== '')
                    .join(': ')}
                </span>
              )}
            </summary>
            <Facts definition={one.definition} file={one.file} />
            {one.values !== null && (
              <Against column={column} values={one.values} revisions={[one.definition.revision, definition.revision]} />
            )}
          </details>
        );
      })}
    </>
  );
}
