import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { CellGrid, type CellGridHandle, type CellMark } from '../../../../ui/grid/CellGrid.tsx';
import { type ProtectedTable, useResults } from '../model/results.ts';
import styles from '../Result.module.css';
import { gridColumns, startOpened } from './gridRows.ts';
import { WhyPane } from './WhyPane.tsx';

type Shown = 'figures' | 'released' | 'shares';

const MARKS: readonly CellMark[] = ['none', 'primary', 'secondary'];

/** The protected table with what is hidden marked, and the explanation of the cell that is asked about. */
export function ProtectedView({ table }: { readonly table: ProtectedTable }): ReactElement {
  const { t, format } = useWords();
  const [shown, setShown] = useState<Shown>('figures');
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => startOpened(table));
  const grid = useRef<CellGridHandle>(null);
  const explained = useResults((state) => state.explained);
  const explain = useResults((state) => state.explain);
  const columns = useMemo(() => gridColumns(table), [table]);
  const [areas] = table.dimensions;
  const width = columns.width;

  const at = (row: number, column: number) => {
    const { measure, offset } = columns.of[column] ?? { measure: 0, offset: 0 };
    return { measure, cell: row * width + offset };
  };
  const mark = (row: number, column: number): CellMark => {
    const { measure, cell } = at(row, column);
    return MARKS[table.measures[measure]?.statuses[cell] ?? 0] ?? 'none';
  };
  const text = (row: number, column: number): string => {
    const { measure, cell } = at(row, column);
    const own = table.measures[measure];
    if (own === undefined) return '';
    const status = own.statuses[cell] ?? 0;
    if (shown === 'figures') {
      const letter =
        status === 0 ? '' : ` ${t(status === 1 ? 'releaseTables.letter.primary' : 'releaseTables.letter.secondary')}`;
      return `${format.number(own.values[cell] ?? Number.NaN, own.decimals)}${letter}`;
    }
    if (own.changed === null && status !== 0) return '..';
    const leaving = own.changed ?? own.values;
    if (shown === 'released') return format.number(leaving[cell] ?? Number.NaN, own.decimals);
    // A share is told only where both of its numbers are: else it would tell what is hidden.
    const whole = row * width;
    const all = leaving[whole] ?? 0;
    const isHidden = own.changed === null && own.statuses[whole] !== 0;
    return isHidden || all === 0 ? '..' : format.number((100 * (leaving[cell] ?? 0)) / all, 1);
  };
  const near = useMemo(() => new Set(explained?.found?.partners ?? []), [explained]);
  const ring = (row: number, column: number): 'none' | 'asked' | 'partner' => {
    if (explained === null) return 'none';
    const own = at(row, column);
    if (own.measure !== explained.measure) return 'none';
    return own.cell === explained.cell ? 'asked' : near.has(own.cell) ? 'partner' : 'none';
  };
  const go = useCallback(
    (measure: number, cell: number): void => {
      const row = Math.floor(cell / width);
      const column = columns.of.findIndex((one) => one.measure === measure && one.offset === cell % width);
      grid.current?.reveal(row, column);
      void explain({ measure, cell });
    },
    [columns, explain, width],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) void explain(null);
    };
    globalThis.addEventListener('keydown', pressed);
    return () => {
      globalThis.removeEventListener('keydown', pressed);
    };
  }, [explain]);
  const parents = areas?.parents ?? [];
  const isChanged = table.measures.some(({ changed }) => changed !== null);
  return (
    <div className={styles['body']}>
      <div className={styles['main']}>
        <div className={styles['tools']}>
          <Segmented<Shown>
            label={t('releaseTables.show')}
            value={shown}
            choices={[
              { value: 'figures', label: t('releaseTables.show.figures') },
              { value: 'released', label: t('releaseTables.show.released') },
              { value: 'shares', label: t('releaseTables.show.shares') },
            ]}
            onChange={setShown}
          />
          <ul className={styles['legend']} aria-label={t('releaseTables.legend')}>
            <li>
              <i data-mark="primary" aria-hidden="true" />
              {t(isChanged ? 'releaseTables.legend.unsafe' : 'releaseTables.legend.primary')}
            </li>
            {!isChanged && (
              <li>
                <i data-mark="secondary" aria-hidden="true" />
                {t('releaseTables.legend.secondary')}
              </li>
            )}
          </ul>
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              setOpened(new Set(Array.from(parents.length === 0 ? [] : parents).filter((parent) => parent >= 0)));
            }}
          >
            {t('releaseTables.openAll')}
          </Button>
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              setOpened(startOpened(table));
            }}
          >
            {t('releaseTables.closeAll')}
          </Button>
        </div>
        <CellGrid
          ref={grid}
          label={t('releaseTables.grid')}
          rowHeader={t('releaseTables.area')}
          names={areas?.labels ?? []}
          parents={parents}
          columns={columns.columns}
          text={text}
          mark={mark}
          ring={ring}
          version={`${shown} ${String(explained?.measure)} ${String(explained?.cell)} ${String(near.size)}`}
          opened={opened}
          onOpen={setOpened}
          onAsk={(row, column) => {
            const own = at(row, column);
            void explain(isChanged ? null : own);
          }}
        />
      </div>
      {explained !== null && (
        <aside className={styles['why']}>
          <WhyPane table={table} explained={explained} onGo={go} />
        </aside>
      )}
    </div>
  );
}
