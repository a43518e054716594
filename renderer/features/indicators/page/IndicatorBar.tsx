import type { ReactElement } from 'react';
import type { AreaData } from '../../../app/state/areas.ts';
import { FACTORS, type IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { useEditor } from '../define/model/editor.ts';
import { useIndicators } from '../model/indicators.ts';
import styles from './Page.module.css';

/** The ways from an indicator: back, to its definition, and to the others. */
export function IndicatorBar({
  data,
  column,
}: {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
}): ReactElement {
  const { t, language } = useWords();
  const { show, from, details } = useIndicators();
  const edit = useEditor((state) => state.open);
  const { columns } = data.indicators;
  const at = columns.indexOf(column);
  const open = (id: string | undefined): void => {
    if (id !== undefined) show({ kind: 'indicator', id });
  };
  return (
    <div className={styles['bar']}>
      <Button
        kind="quiet"
        onClick={() => {
          show({ kind: from });
        }}
      >
        {t(from === 'catalogue' ? 'indicators.toCatalogue' : 'indicators.toCorrelations')}
      </Button>
      <span className={styles['gap']} />
      <Button
        onClick={() => {
          show({ kind: 'development', id: column.meta.id });
        }}
      >
        {t('development.open')}
      </Button>
      <Button
        disabled={details === null || details.definition.id !== column.meta.id}
        onClick={() => {
          if (details === null) return;
          edit({ replaces: details.definition.id, file: null, start: details.definition }, data);
          show({ kind: 'define' });
        }}
      >
        {t('definition.edit')}
      </Button>
      <Button
        disabled={at === 0}
        onClick={() => {
          open(columns[at - 1]?.meta.id);
        }}
      >
        {t('indicators.previous')}
      </Button>
      <Button
        disabled={at === columns.length - 1}
        onClick={() => {
          open(columns[at + 1]?.meta.id);
        }}
      >
        {t('indicators.next')}
      </Button>
      <Select
        label={t('indicators.choose')}
        labelHidden
        searchable
        width={340}
        value={column.meta.id}
        nothingFound={t('areas.noIndicator')}
        choices={FACTORS.flatMap((factor) => {
          const own = columns.filter(({ meta }) => meta.factor === factor);
          return own.length === 0
            ? []
            : [
                {
                  group: t(`factor.${factor}`),
                  items: own.map(({ meta }) => ({ value: meta.id, label: meta.name[language] })),
                },
              ];
        })}
        onChange={open}
      />
    </div>
  );
}
