import { type ReactElement, useCallback } from 'react';
import type { FoundPlace } from '../../app/state/findPlaces.ts';
import { FACTORS, type IndicatorTable } from '../../app/state/indicatorTable.ts';
import { useWords } from '../../i18n/words.ts';
import { SearchBox } from '../../ui/controls/SearchBox.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import styles from './Toolbar.module.css';

interface ToolbarProps {
  readonly indicators: IndicatorTable;
  readonly pickedId: string;
  readonly onPick: (indicator: string) => void;
  readonly find: (query: string) => readonly FoundPlace[];
  readonly onChoose: (place: FoundPlace) => void;
}

export function Toolbar({ indicators, pickedId, onPick, find, onChoose }: ToolbarProps): ReactElement {
  const { t, language } = useWords();
  const hits = useCallback(
    (query: string) =>
      find(query).map((place) => ({
        group: t(`place.${place.kind}`),
        label: `${place.name}  ${place.within}`,
        place,
      })),
    [find, t],
  );
  return (
    <div className={styles['toolbar']}>
      <span className={styles['label']} aria-hidden="true">
        {t('areas.colourBy')}
      </span>
      <Select
        label={t('areas.colourBy')}
        labelHidden
        searchable
        width={340}
        value={pickedId}
        nothingFound={t('areas.noIndicator')}
        choices={FACTORS.flatMap((factor) => {
          const own = indicators.columns.filter((column) => column.meta.factor === factor);
          return own.length === 0
            ? []
            : [
                {
                  group: t(`factor.${factor}`),
                  items: own.map(({ meta }) => ({ value: meta.id, label: meta.name[language] })),
                },
              ];
        })}
        onChange={onPick}
      />
      <span className={styles['gap']} />
      <SearchBox
        label={t('areas.search')}
        width={280}
        find={hits}
        onChoose={(hit) => {
          onChoose(hit.place);
        }}
      />
    </div>
  );
}
