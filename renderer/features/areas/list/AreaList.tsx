import { type ReactElement, useMemo, useState } from 'react';
import { AreaGrid } from '../../../app/areaGrid/AreaGrid.tsx';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { ColumnChooser } from './ColumnChooser.tsx';
import { type ColumnChoice, firstChoice, listColumns, withPicked } from './columns.ts';

interface AreaListProps {
  readonly data: AreaData;
  readonly pickedId: string;
  /** Enter on a row. */
  readonly onOpen: () => void;
}

/** Every area with the indicators that have been chosen for the list. */
export function AreaList({ data, pickedId, onOpen }: AreaListProps): ReactElement {
  const { t, language } = useWords();
  const [choice, setChoice] = useState<ColumnChoice>(() => firstChoice(data.indicators));
  const columns = useMemo(
    () => listColumns(data.areas, data.indicators, withPicked(choice, pickedId), { t, language }),
    [data, choice, pickedId, t, language],
  );
  return (
    <AreaGrid
      data={data}
      label={t('areas.listLabel')}
      columns={columns}
      columnId={pickedId}
      tools={<ColumnChooser indicators={data.indicators} choice={choice} onChange={setChoice} />}
      onActivate={onOpen}
    />
  );
}
