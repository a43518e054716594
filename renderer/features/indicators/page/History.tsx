import type { ReactElement } from 'react';
import type { IndicatorDefinition } from '../../../../shared/schemas/indicator.ts';
import { useWords, type WordKey } from '../../../i18n/words.ts';
import type { Details } from '../model/indicators.ts';
import { Facts } from './Facts.tsx';
import styles from './Page.module.css';

const PARTS = [
  ['population', 'indicators.population'],
  ['measure', 'indicators.measure'],
  ['joins', 'indicators.joins'],
  ['missing', 'indicators.missingValues'],
  ['reference', 'indicators.time'],
  ['years', 'indicators.years'],
  ['variants', 'indicators.variants'],
  ['leastN', 'indicators.leastN'],
] as const satisfies readonly (readonly [keyof IndicatorDefinition, WordKey])[];

/** The parts in which two definitions differ. */
export const changedParts = (a: IndicatorDefinition, b: IndicatorDefinition): WordKey[] =>
  PARTS.flatMap(([part, key]) => (JSON.stringify(a[part]) === JSON.stringify(b[part]) ? [] : [key]));

/** How the indicator was defined before, as far as this project has computed by it. */
export function History({ definition, earlier }: Pick<Details, 'definition' | 'earlier'>): ReactElement {
  const { t, language } = useWords();
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
            </summary>
            <Facts definition={one.definition} file={one.file} />
          </details>
        );
      })}
    </>
  );
}
