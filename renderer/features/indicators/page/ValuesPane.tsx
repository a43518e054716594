import { type ReactElement, useMemo } from 'react';
import { AreaGrid } from '../../../app/areaGrid/AreaGrid.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import type { GridColumn } from '../../../ui/grid/columns.ts';
import type { Details } from '../model/indicators.ts';

interface ValuesPaneProps {
  readonly data: AreaData;
  readonly column: IndicatorColumn;
  readonly details: Details;
}

/** Every area with its value, by sex, and what the value rests on. */
export function ValuesPane({ data, column, details }: ValuesPaneProps): ReactElement {
  const { t } = useWords();
  const { areas } = data;
  const columns = useMemo((): readonly GridColumn[] => {
    const number = (id: string, header: string, values: Float64Array, decimals: number): GridColumn => ({
      id,
      kind: 'number',
      header,
      width: 104,
      decimals,
      value: (row) => values[row] ?? Number.NaN,
    });
    const { decimals } = column.meta;
    const { women, men, contributors, standardErrors } = details;
    const has = (values: Float64Array): boolean => values.some((value) => !Number.isNaN(value));
    return [
      {
        id: 'name',
        kind: 'text',
        header: t('areas.area'),
        width: 168,
        pinned: true,
        text: (row) => areas.names[row] ?? '',
      },
      {
        id: 'municipality',
        kind: 'text',
        header: t('level.municipality'),
        width: 124,
        text: (row) => municipalityName(areas, row),
      },
      number('value', t('indicators.value'), column.values, decimals),
      ...(women === null ? [] : [number('women', t('indicators.women'), women.values, decimals)]),
      ...(men === null ? [] : [number('men', t('indicators.men'), men.values, decimals)]),
      number('n', 'n', column.n, 0),
      ...(has(column.numerator) ? [number('numerator', t('indicators.numerator'), column.numerator, 0)] : []),
      ...(has(standardErrors) ? [number('error', t('indicators.standardError'), standardErrors, decimals)] : []),
      number('contributors', t('indicators.contributors'), contributors, 0),
    ];
  }, [areas, column, details, t]);
  return (
    <AreaGrid
      // Columns that come later would stand last.
      key={details.women === null ? 'all' : 'by sex'}
      data={data}
      label={t('indicators.valuesLabel')}
      columns={columns}
    />
  );
}
