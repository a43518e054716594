import type { ReactElement } from 'react';
import type { Explanation } from '../../../../shared/domain/tuning/liveAssessment.ts';
import { useWords } from '../../../i18n/words.ts';
import { useMethodNames } from '../model/names.ts';
import styles from './Why.module.css';

interface Step {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** Where the bar begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** Parts that are too small to be seen one by one are shown together. */
const SHOWN = 12;

/** Bars that lead from one number to the other: the largest first, the small ones together, then what is missing. */
function stepsOf(
  explanation: Explanation,
  name: (id: string) => string,
  others: string,
  missing: string,
  ofTheWhole: string,
  decimals: number,
): readonly Step[] {
  const known = explanation.parts
    .filter(({ value }) => !Number.isNaN(value) && value !== 0)
    .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.id < b.id ? -1 : 1));
  const single = known.length > SHOWN ? known.slice(0, SHOWN - 1) : known;
  const rest = known.slice(single.length);
  const parts = [
    ...single.map(({ id, value }) => ({ key: id, name: name(id), value })),
    ...(rest.length > 0
      ? [
          {
            key: ' others',
            name: `${others} (${String(rest.length)})`,
            value: rest.reduce((sum, { value }) => sum + value, 0),
          },
        ]
      : []),
    ...(Math.abs(explanation.missing) >= 0.5 * 10 ** -decimals
      ? [{ key: ' missing', name: missing, value: explanation.missing }]
      : []),
    ...(Math.abs(explanation.rest) >= 0.5 * 10 ** -decimals
      ? [{ key: ' rest', name: ofTheWhole, value: explanation.rest }]
      : []),
  ];
  let at = explanation.from;
  return parts.map((part) => {
    const from = at;
    at += part.value;
    return { ...part, from, to: at };
  });
}

/** Rounded as it is written, so that no zero is written with a minus. */
const rounded = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/** From the mean to the area's own number, part by part. */
export function Waterfall({
  explanation,
  decimals,
}: {
  readonly explanation: Explanation;
  readonly decimals: number;
}): ReactElement {
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const steps = stepsOf(
    explanation,
    name,
    t('assessment.others'),
    t('assessment.missingPart'),
    t('assessment.restPart'),
    decimals,
  );
  const ends = [explanation.from, explanation.to, ...steps.flatMap(({ from, to }) => [from, to])];
  const least = Math.min(...ends);
  const range = Math.max(...ends) - least || 1;
  const at = (x: number): number => (100 * (x - least)) / range;
  const signed = (value: number): string =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value), decimals)}`;
  const end = (label: string, value: number): ReactElement => (
    <li className={styles['end']}>
      <span>{label}</span>
      <span className={styles['track']} aria-hidden="true">
        <span className={styles['tick']} style={{ left: `${String(at(value))}%` }} />
      </span>
      <span className={styles['value']}>{format.number(rounded(value, decimals), decimals)}</span>
    </li>
  );
  return (
    <ol className={styles['steps']}>
      {end(t(explanation.from === 0 ? 'assessment.whyFromZero' : 'assessment.whyFrom'), explanation.from)}
      {steps.map((step) => (
        <li key={step.key}>
          <span className={styles['name']} title={step.name}>
            {step.name}
          </span>
          <span className={styles['track']} aria-hidden="true">
            <span
              className={styles['part']}
              data-more={step.value > 0}
              style={{
                left: `${String(at(Math.min(step.from, step.to)))}%`,
                width: `${String(at(Math.max(step.from, step.to)) - at(Math.min(step.from, step.to)))}%`,
              }}
            />
          </span>
          <span className={styles['value']}>{signed(step.value)}</span>
        </li>
      ))}
      {end(t('assessment.whyTo'), explanation.to)}
    </ol>
  );
}
