import { type ReactElement, useCallback } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useLead } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import type { Details } from '../model/indicators.ts';
import { intervalOf } from '../model/uncertainty.ts';
import styles from './Page.module.css';

interface AreaFactsProps {
  readonly column: IndicatorColumn;
  /** null before they are known: then there is nothing more to say. */
  readonly details: Details | null;
}

/** What else there is to say of an area's value: how sure it is, what it rests on, and both sexes. */
export function useAreaFacts({ column, details }: AreaFactsProps): (area: number) => readonly string[] {
  const { t, format } = useWords();
  return useCallback(
    (area: number): readonly string[] => {
      if (details === null) return [];
      const { meta, n, numerator } = column;
      const { definition, standardErrors, women, men } = details;
      const said = (value: number | undefined): string => format.number(value ?? Number.NaN, meta.decimals);
      const interval = intervalOf(definition, column, standardErrors, area);
      const error = standardErrors[area] ?? Number.NaN;
      const own = numerator[area] ?? Number.NaN;
      const records = format.count(n[area] ?? Number.NaN);
      return [
        interval === null ? '' : t('indicators.interval', { from: said(interval[0]), to: said(interval[1]) }),
        error > 0 ? t('indicators.areaError', { error: format.number(error, Math.min(6, meta.decimals + 1)) }) : '',
        Number.isNaN(own)
          ? t('indicators.areaN', { n: records })
          : t('indicators.areaNumerator', { n: records, numerator: format.count(own) }),
        women === null || men === null
          ? ''
          : t('indicators.areaSexes', { women: said(women.values[area]), men: said(men.values[area]) }),
      ].filter((line) => line !== '');
    },
    [t, format, column, details],
  );
}

/** The area that was chosen last, with its value and how sure it is. */
export function SelectedArea({
  data,
  column,
  details,
}: AreaFactsProps & { readonly data: AreaData }): ReactElement | null {
  const { format } = useWords();
  const lead = useLead();
  const facts = useAreaFacts({ column, details });
  if (lead < 0) return null;
  const { areas } = data;
  return (
    <div className={styles['selected']} aria-live="polite" data-copyable>
      <p>
        <b>{areas.names[lead]}</b>, {municipalityName(areas, lead)}:{' '}
        <b>{format.number(column.values[lead] ?? Number.NaN, column.meta.decimals)}</b>
      </p>
      <p className={styles['quiet']}>{facts(lead).join(' ')}</p>
    </div>
  );
}
