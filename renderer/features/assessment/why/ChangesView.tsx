import type { ReactElement } from 'react';
import type { AreaWhy } from '../../../../shared/domain/assess/why/areaWhy.ts';
import { shownNumber } from '../../../../shared/domain/assess/why/sentence.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import { useMethodNames } from '../model/names.ts';
import styles from './Why.module.css';

/** Changes that are told of each kind. */
const TOLD = 3;

/** What one change of a weight, a threshold or an indicator would move the area over the line, the nearest first. */
export function ChangesView({ why: { line, changes } }: { readonly why: AreaWhy }): ReactElement | null {
  const { language, t } = useWords();
  const { name } = useMethodNames();
  if (line === null) return <p className={styles['none']}>{t('assessment.noLine')}</p>;
  const number = (value: number): string => shownNumber(value, language);
  const told = [
    ...(changes.weights ?? []).slice(0, TOLD).map(({ id, weight, to }) =>
      text(language, line.kind === 'count' && line.over ? 'explain.change.weightUnder' : 'explain.change.weight', {
        name: name(id),
        from: number(weight),
        to: number(to),
      }),
    ),
    ...(changes.thresholds ?? []).slice(0, TOLD).map(({ id, threshold, to, othersIn, othersOut }) =>
      text(language, 'explain.change.threshold', {
        name: name(id),
        from: number(threshold),
        to: number(to),
        in: othersIn,
        out: othersOut,
      }),
    ),
    ...(changes.indicators ?? [])
      .slice(0, TOLD)
      .map(({ id, value, to }) =>
        text(language, 'explain.change.indicator', { name: name(id), from: number(value), to: number(to) }),
      ),
  ];
  const open = [changes.weights, changes.thresholds, changes.indicators].every((list) => list === null);
  return (
    <div className={styles['text']}>
      <p>
        {text(language, `explain.line.${line.kind}.${line.over ? 'out' : 'in'}`, {
          ranks: line.kind === 'top' ? number(line.ranks) : '',
          from: line.kind === 'count' ? number(line.from) : '',
          name: line.kind === 'count' ? line.name : '',
          type: line.kind === 'type' ? line.type : '',
          score: line.kind === 'count' ? '' : number(line.score),
        })}
      </p>
      {told.length === 0 ? (
        <p>{text(language, open ? 'explain.change.notClosed' : 'explain.change.none')}</p>
      ) : (
        <ul>
          {told.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
