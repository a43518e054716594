import { memo, type ReactElement } from 'react';
import { isoDate } from '../../../../shared/domain/dates/isoDate.ts';
import type { ColumnQuality, QualityReport } from '../../../../shared/schemas/quality.ts';
import { text } from '../../../../shared/texts/text.ts';
import { useWords } from '../../../i18n/words.ts';
import styles from './Year.module.css';

interface Bar {
  readonly now: number;
  readonly before: number | null;
}

/** Heights of the bars as shares of all values, this year's and last year's. */
function barsOf({ distribution }: ColumnQuality): readonly Bar[] {
  const counts: readonly { readonly count: number; readonly countBefore: number | null }[] =
    distribution.kind === 'numbers'
      ? distribution.bins
      : distribution.kind === 'categories'
        ? [...distribution.codes, ...(distribution.others.codes > 0 ? [distribution.others] : [])]
        : [];
  const all = Math.max(
    1,
    counts.reduce((sum, { count }) => sum + count, 0),
  );
  const allBefore = Math.max(
    1,
    counts.reduce((sum, { countBefore }) => sum + (countBefore ?? 0), 0),
  );
  return counts.map(({ count, countBefore }) => ({
    now: count / all,
    before: countBefore === null ? null : countBefore / allBefore,
  }));
}

const HEIGHT = 100;
const SHORT = 2;

/** Bars as one path, so that two hundred plots are four hundred shapes and not ten thousand. */
function Plot({ bars }: { readonly bars: readonly Bar[] }): ReactElement {
  const most = Math.max(1e-9, ...bars.flatMap(({ now, before }) => [now, before ?? 0]));
  const y = (share: number): string => (HEIGHT - (HEIGHT * share) / most).toFixed(SHORT);
  const gap = bars.length > 24 ? 0 : 0.12;
  const filled = bars
    .map(({ now }, i) => `M${String(i + gap)} ${String(HEIGHT)}V${y(now)}H${String(i + 1 - gap)}V${String(HEIGHT)}Z`)
    .join('');
  const outline = bars.every(({ before }) => before !== null)
    ? `M0 ${y(bars[0]?.before ?? 0)}${bars.map(({ before }, i) => `V${y(before ?? 0)}H${String(i + 1)}`).join('')}`
    : '';
  return (
    <svg viewBox={`0 0 ${String(bars.length)} ${String(HEIGHT)}`} preserveAspectRatio="none" aria-hidden="true">
      <path className={styles['now']} d={filled} />
      <path className={styles['before']} d={outline} />
    </svg>
  );
}

function Column({ column }: { readonly column: ColumnQuality }): ReactElement {
  const { t, format } = useWords();
  const { distribution, drift } = column;
  const bars = barsOf(column);
  const figure = (value: number): string =>
    column.type === 'date' ? isoDate(value) : format.number(value, Number.isInteger(value) ? 0 : 1);
  const facts =
    distribution.kind === 'numbers'
      ? t('data.plotNumbers', {
          median: figure(distribution.quantiles.p50),
          low: figure(distribution.quantiles.p5),
          high: figure(distribution.quantiles.p95),
        })
      : distribution.kind === 'categories'
        ? t('data.plotCodes', {
            number: format.count(distribution.distinct),
            commonest: distribution.codes[0]?.label ?? distribution.codes[0]?.code ?? '',
          })
        : t(distribution.kind === 'keys' ? 'data.plotKeys' : 'data.plotEmpty');
  const moved = drift === null || drift.psi === null ? '' : t('data.drift', { index: format.number(drift.psi, 2) });
  return (
    <figure className={styles['plot']}>
      <figcaption>
        <span className={styles['plotName']}>{column.variable}</span>
        <span className={styles['quiet']}>{moved}</span>
      </figcaption>
      {bars.length > 0 ? <Plot bars={bars} /> : <div className={styles['noPlot']} />}
      <p className={styles['quiet']}>
        {[facts, column.pseudonymised ? t('data.isPseudonym') : ''].filter((part) => part !== '').join(' · ')}
      </p>
    </figure>
  );
}

/** Every column's distribution as a small plot, with last year's over it, those that have moved most first. */
function Plots({ report }: { readonly report: QualityReport }): ReactElement {
  const { t, language } = useWords();
  const moved = ({ drift }: ColumnQuality): number => drift?.psi ?? -1;
  const columns = report.columns.toSorted((a, b) => moved(b) - moved(a));
  return (
    <section>
      <h2>{text(language, 'quality.section.columns')}</h2>
      <p className={styles['legend']}>
        <span className={styles['keyNow']} aria-hidden="true" /> {report.year}
        {report.comparison !== null && (
          <>
            <span className={styles['keyBefore']} aria-hidden="true" /> {report.comparison.year}
            <span className={styles['quiet']}>{t('data.driftWhat')}</span>
          </>
        )}
      </p>
      <div className={styles['plots']}>
        {columns.map((column) => (
          <Column key={column.variable} column={column} />
        ))}
      </div>
    </section>
  );
}

export const Distributions = memo(Plots);
