import type { ReactElement } from 'react';
import { FACTORS, type IndicatorTable } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { Popover } from '../../../ui/controls/Popover.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import styles from './ColumnChooser.module.css';
import { type ColumnChoice, PLACE } from './columns.ts';

interface ColumnChooserProps {
  readonly indicators: IndicatorTable;
  readonly choice: ColumnChoice;
  readonly onChange: (choice: ColumnChoice) => void;
}

export function ColumnChooser({ indicators, choice, onChange }: ColumnChooserProps): ReactElement {
  const { t, language } = useWords();
  const show = (ids: readonly string[], shown: boolean): void => {
    const hidden = new Set(choice.hidden);
    for (const id of ids) {
      if (shown) hidden.delete(id);
      else hidden.add(id);
    }
    onChange({ ...choice, hidden });
  };
  const box = (id: string, label: string): ReactElement => (
    <Checkbox
      key={id}
      label={label}
      checked={!choice.hidden.has(id)}
      onChange={(shown) => {
        show([id], shown);
      }}
    />
  );
  return (
    <Popover button={t('areas.columns')} width={320}>
      <ScrollRegion label={t('areas.columns')} height={440}>
        <div className={styles['chooser']}>
          <Checkbox
            label={t('areas.showN')}
            checked={choice.withN}
            onChange={(withN) => {
              onChange({ ...choice, withN });
            }}
          />
          {box(PLACE.municipality, t('level.municipality'))}
          {box(PLACE.code, t('areas.code'))}
          {box(PLACE.population, t('areas.population'))}
          {FACTORS.map((factor) => {
            const own = indicators.columns.filter((column) => column.meta.factor === factor);
            if (own.length === 0) return null;
            return (
              <fieldset key={factor} className={styles['factor']}>
                <legend>{t(`factor.${factor}`)}</legend>
                {own.map(({ meta }) => box(meta.id, meta.name[language]))}
              </fieldset>
            );
          })}
        </div>
      </ScrollRegion>
    </Popover>
  );
}
