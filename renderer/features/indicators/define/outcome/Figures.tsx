import type { ReactElement } from 'react';
import type { IndicatorDefinition } from '../../../../../shared/schemas/indicator.ts';
import type { IndicatorColumn } from '../../../../app/state/indicatorTable.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Table } from '../../../../ui/controls/Table.tsx';
import type { Outcome } from '../model/editor.ts';
import styles from './Outcome.module.css';

/** Whole numbers stand as such; sums and weights with a decimal. */
const decimalsOf = (...values: readonly number[]): number =>
  values.every((value) => Number.isNaN(value) || Number.isInteger(value)) ? 0 : 1;

interface FiguresProps {
  readonly definition: IndicatorDefinition;
  readonly outcome: Outcome;
  /** What the project goes by now; undefined for a new one. */
  readonly present: IndicatorColumn | undefined;
  readonly presentN: number;
  readonly unit: string;
}

/** Population, numerator and value of the nation, and how they spread over areas and municipalities. */
export function Figures({ definition, outcome, present, presentN, unit }: FiguresProps): ReactElement {
  const { t, format } = useWords();
  const { nation, spread, leftOut, sourceYear } = outcome;
  const { decimals } = definition;
  const value = (number: number): string => format.number(number, decimals);
  const amount = (number: number): string => format.number(number, decimalsOf(number));
  const row = (
    key: string,
    heading: string,
    one: Outcome['spread']['value'],
    said: (number: number) => string,
  ): { key: string; cells: string[] } => ({
    key,
    cells: [
      heading,
      format.count(one.areas),
      ...[one.least, one.lowerQuartile, one.median, one.upperQuartile, one.most].map(said),
    ],
  });
  const difference = nation.value - (present?.nation ?? Number.NaN);
  return (
    <>
      <dl className={styles['figures']}>
        <div>
          <dt>{t('areas.nation')}</dt>
          <dd data-figure="value">
            <b>{value(nation.value)}</b> {unit}
          </dd>
          {present !== undefined && (
            <dd className={styles['before']}>
              {t('definition.presentValue', {
                value: value(present.nation),
                difference: `${difference > 0 ? '+' : ''}${value(difference)}`,
              })}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('definition.populationN')}</dt>
          <dd data-figure="n">
            <b>{amount(nation.n)}</b>
          </dd>
          {!Number.isNaN(presentN) && (
            <dd className={styles['before']}>{t('definition.presentN', { n: amount(presentN) })}</dd>
          )}
        </div>
        {!Number.isNaN(nation.numerator) && (
          <div>
            <dt>{t('indicators.numerator')}</dt>
            <dd data-figure="numerator">
              <b>{amount(nation.numerator)}</b>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('definition.leftOut')}</dt>
          <dd>
            <b>{format.count(leftOut)}</b>
          </dd>
        </div>
        <div>
          <dt>{t('definition.sourceYear')}</dt>
          <dd>
            <b>{sourceYear}</b>
          </dd>
        </div>
      </dl>
      <div className={styles['spread']}>
        <Table
          caption={t('definition.spread')}
          captionHidden
          columns={[
            { key: 'what', header: t('definition.spread') },
            { key: 'areas', header: t('definition.withValue'), number: true },
            { key: 'least', header: t('definition.least'), number: true },
            { key: 'q1', header: t('definition.quartile1'), number: true },
            { key: 'median', header: t('indicators.median'), number: true },
            { key: 'q3', header: t('definition.quartile3'), number: true },
            { key: 'most', header: t('definition.most'), number: true },
          ]}
          rows={[
            row('value', t('definition.valueOfAreas'), spread.value, value),
            row('municipalities', t('definition.valueOfMunicipalities'), spread.municipalities, value),
            row('n', t('definition.nOfAreas'), spread.n, amount),
            ...(spread.numerator.areas === 0
              ? []
              : [row('numerator', t('definition.numeratorOfAreas'), spread.numerator, amount)]),
          ]}
        />
      </div>
    </>
  );
}
