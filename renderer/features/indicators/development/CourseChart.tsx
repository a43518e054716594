import type { ReactElement } from 'react';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Line, Lines } from '../../../ui/chart/Lines.tsx';
import { CATEGORICAL } from '../../../ui/colour/scales.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import styles from './Development.module.css';
import type { Development } from './useDevelopment.ts';

/** More than this cannot be told apart. */
const MOST = 8;
const LEAST_HEIGHT = 180;

interface CourseChartProps {
  readonly development: Development;
  readonly column: IndicatorColumn;
  readonly chosen: ReadonlySet<number>;
}

/** What is to be known of the break: which division follows, and how many areas go on over it. */
function BreakNote({ development }: { readonly development: Development }): ReactElement {
  const { t, format } = useWords();
  const { breakAt, comparison, divisions, notSummed, missing } = development;
  return (
    <>
      {breakAt !== null && comparison !== null && (
        <p>
          {t('development.break', {
            year: breakAt,
            from: divisions[0],
            to: divisions.at(-1),
            comparable: format.count(comparison.comparable),
            changed: format.count(comparison.changed + comparison.ended),
          })}
        </p>
      )}
      {notSummed !== null && <p>{t(`development.notSummed.${notSummed}`)}</p>}
      {missing.map((said) => (
        <p key={said}>{said}</p>
      ))}
    </>
  );
}

/** The nation and the chosen areas over the years. */
export function CourseChart({ development, column, chosen }: CourseChartProps): ReactElement {
  const { t, format, language } = useWords();
  const { years, nation, rows, values, breakAt } = development;
  const { decimals } = column.meta;
  const width = years.length;
  const shown = [...chosen].slice(0, MOST);
  const all = shown.length === 0 && rows.length <= MOST ? [...rows.keys()] : shown;
  const lines: Line[] = [
    { key: 'nation', name: t('areas.nation'), colour: 'var(--sg-text)', values: nation, bold: true },
    ...all.flatMap((at, i): Line[] => {
      const row = rows[at];
      if (row === undefined) return [];
      const colour = CATEGORICAL[i % CATEGORICAL.length] ?? 'var(--sg-accent)';
      return [
        {
          key: `${row.code} ${row.side}`,
          name: row.name,
          colour,
          values: values.subarray(at * width, (at + 1) * width),
        },
      ];
    }),
  ];
  return (
    <ScrollRegion label={t('development.course')} fill>
      <div className={styles['course']}>
        <Lines
          label={t('development.courseLabel', {
            indicator: column.meta.name[language],
            areas: lines.map(({ name }) => name).join(', '),
          })}
          years={years}
          lines={lines}
          broken={breakAt === null ? null : { year: breakAt, said: t('development.newDivision') }}
          valueText={(value) => format.number(value, decimals)}
          leastHeight={LEAST_HEIGHT}
        />
        <div className={styles['notes']}>
          <BreakNote development={development} />
          {all.length === 0 && <p>{t('development.choose')}</p>}
          {chosen.size > MOST && <p>{t('development.most', { count: MOST })}</p>}
        </div>
      </div>
    </ScrollRegion>
  );
}
