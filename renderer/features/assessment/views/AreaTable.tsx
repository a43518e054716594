import type { ReactElement } from 'react';
import { AreaGrid } from '../../../app/areaGrid/AreaGrid.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import type { NumberColumn } from '../../../ui/grid/columns.ts';

interface AreaTableProps {
  readonly data: AreaData;
  readonly label: string;
  readonly columns: readonly Omit<NumberColumn, 'kind'>[];
}

/** The figures behind a picture, area by area, linked with the other views. */
export function AreaTable({ data, label, columns }: AreaTableProps): ReactElement {
  const { t } = useWords();
  return (
    <AreaGrid
      data={data}
      label={label}
      columns={[
        {
          id: 'name',
          kind: 'text',
          header: t('assessment.area'),
          width: 150,
          pinned: true,
          text: (row) => data.areas.names[row] ?? '',
        },
        {
          id: 'municipality',
          kind: 'text',
          header: t('assessment.municipality'),
          width: 110,
          text: (row) => municipalityName(data.areas, row),
        },
        ...columns.map((column) => ({ width: 96, ...column, kind: 'number' as const })),
      ]}
    />
  );
}
