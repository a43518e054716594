import { type ReactElement, useMemo, useState } from 'react';
import type { IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import type { GridColumn } from '../../../ui/grid/columns.ts';
import { DataGrid } from '../../../ui/grid/DataGrid.tsx';
import styles from './Development.module.css';
import type { Development, DevelopmentRow } from './useDevelopment.ts';

const nothing = (): void => undefined;

interface RowsGridProps {
  readonly development: Development;
  readonly column: IndicatorColumn;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (rows: ReadonlySet<number>) => void;
}

/** Every area with its value in each year; those whose borders moved are told apart, and can be shown alone. */
export function RowsGrid({ development, column, chosen, onChoose }: RowsGridProps): ReactElement {
  const { t, format } = useWords();
  const [filter, setFilter] = useState('');
  const [which, setWhich] = useState<'all' | 'changed'>('all');
  const { rows, years, values, n, breakAt } = development;
  const { decimals } = column.meta;
  const shown = useMemo(
    () => [...rows.keys()].filter((at) => which === 'all' || rows[at]?.basis !== 'comparable'),
    [rows, which],
  );
  const codes = useMemo(() => shown.map((at) => `${rows[at]?.code ?? ''} ${rows[at]?.side ?? ''}`), [shown, rows]);
  const columns = useMemo((): readonly GridColumn[] => {
    const rowAt = (row: number): DevelopmentRow | undefined => rows[shown[row] ?? -1];
    const named = rows.some(({ municipality, name }) => municipality !== '' && municipality !== name);
    const basisText = (row: DevelopmentRow | undefined): string => {
      if (row === undefined || row.basis === 'comparable') return t('development.comparable');
      if (row.basis === 'summed') return t('development.summed');
      return t(row.side === 'before' ? 'development.onlyBefore' : 'development.onlyAfter', { year: breakAt ?? 0 });
    };
    const cell = (row: number, year: number, from: Float64Array): number =>
      from[(shown[row] ?? -1) * years.length + year] ?? Number.NaN;
    return [
      {
        id: 'name',
        kind: 'text',
        header: t('areas.area'),
        width: named ? 200 : 320,
        pinned: true,
        text: (row) => rowAt(row)?.name ?? '',
      },
      ...(named
        ? [
            {
              id: 'municipality',
              kind: 'text' as const,
              header: t('level.municipality'),
              width: 136,
              text: (row: number) => rowAt(row)?.municipality ?? '',
            },
          ]
        : []),
      ...(breakAt === null
        ? []
        : [
            {
              id: 'basis',
              kind: 'text' as const,
              header: t('development.basis'),
              width: 216,
              text: (row: number) => basisText(rowAt(row)),
            },
          ]),
      ...years.map((year, at) => ({
        id: `year-${String(year)}`,
        kind: 'number' as const,
        header: year === breakAt ? t('development.firstNew', { year }) : String(year),
        width: 104,
        decimals,
        value: (row: number) => cell(row, at, values),
      })),
      {
        id: 'change',
        kind: 'number',
        header: t('development.change', { from: years[0] ?? 0, to: years.at(-1) ?? 0 }),
        width: 128,
        decimals,
        value: (row) => cell(row, years.length - 1, values) - cell(row, 0, values),
      },
      {
        id: 'n',
        kind: 'number',
        header: t('development.lastN', { year: years.at(-1) ?? 0 }),
        width: 96,
        decimals: 0,
        value: (row) => cell(row, years.length - 1, n),
      },
    ];
  }, [rows, shown, years, values, n, breakAt, decimals, t]);
  const changed = rows.reduce((sum, { basis }) => sum + Number(basis !== 'comparable'), 0);
  const selected = useMemo(() => new Set(shown.flatMap((at, row) => (chosen.has(at) ? [row] : []))), [shown, chosen]);
  return (
    <>
      <div className={styles['tools']}>
        <TextField
          label={t('areas.filter')}
          labelHidden
          placeholder={t('areas.filter')}
          value={filter}
          width={256}
          onChange={setFilter}
        />
        {changed > 0 && (
          <Segmented
            label={t('development.which')}
            value={which}
            choices={[
              { value: 'all', label: t('development.all', { formatted: format.count(rows.length) }) },
              { value: 'changed', label: t('development.changedOnly', { formatted: format.count(changed) }) },
            ]}
            onChange={setWhich}
          />
        )}
      </div>
      <DataGrid
        // Columns that come later would stand last.
        key={`${which} ${years.join(' ')} ${String(rows.length)}`}
        label={t('development.areas')}
        codes={codes}
        columns={columns}
        quickFilter={filter}
        selected={selected}
        onHover={nothing}
        onActivate={nothing}
        onSelect={(row, additive) => {
          const at = shown[row];
          if (at === undefined) return;
          if (!additive) {
            onChoose(new Set([at]));
            return;
          }
          const next = new Set(chosen);
          if (!next.delete(at)) next.add(at);
          onChoose(next);
        }}
      />
    </>
  );
}
