import type { ReactElement } from 'react';
import type { AreaWhy } from '../../../../shared/domain/assess/why/areaWhy.ts';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { hoverArea, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { useMethodNames } from '../model/names.ts';
import styles from './Why.module.css';

const TOLD = 3;

/** The areas next in rank, and what the difference mostly consists of; each can be pointed at and chosen. */
export function NeighboursView({ why, data }: { readonly why: AreaWhy; readonly data: AreaData }): ReactElement {
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const signed = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value), why.kind === 'problem-count' ? 0 : 2)}`;
  return (
    <div className={styles['text']}>
      <p>{t('assessment.neighboursMean')}</p>
      <ol className={styles['neighbours']}>
        {why.neighbours
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ area: code, rank, difference, parts }) => {
            const area = data.areas.codes.indexOf(code);
            const list = parts.slice(0, TOLD).map(({ id, part }) => `${name(id)} ${signed(part)}`);
            return (
              <li key={code}>
                <button
                  type="button"
                  onPointerEnter={() => {
                    hoverArea(area);
                  }}
                  onPointerLeave={() => {
                    hoverArea(-1);
                  }}
                  onClick={() => {
                    selectArea(area);
                  }}
                >
                  {`${format.count(rank)}. ${data.areas.names[area] ?? code}, ${municipalityName(data.areas, area)}`}
                </button>
                <span>{signed(difference)}</span>
                <small>{list.length === 0 ? t('assessment.alike') : list.join(', ')}</small>
              </li>
            );
          })}
      </ol>
    </div>
  );
}
