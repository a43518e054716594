import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { Table } from '../../../../ui/controls/Table.tsx';
import { type Draw, Plot, type PlotPlace } from '../../../../ui/chart/Plot.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { type ProtectedTable, useResults } from '../model/results.ts';
import { cellName } from '../model/words.ts';
import styles from '../Result.module.css';
import { WhyPane } from '../table/WhyPane.tsx';
import own from './Attack.module.css';
import { type HiddenCell, hiddenCells } from './intervals.ts';
import { drawIntervals, FRAME } from './painting.ts';

type Which = 'primary' | 'secondary';

/** Rows of the table behind the picture. */
const MOST_ROWS = 500;

/** The attack as a picture: what a reader can work out of each hidden cell, beside what it must not be closer than. */
export function AttackView({ table }: { readonly table: ProtectedTable }): ReactElement {
  const { t, format } = useWords();
  const [which, setWhich] = useState<Which>('primary');
  const [measure, setMeasure] = useState(0);
  const [asTable, setAsTable] = useState(false);
  const explained = useResults((state) => state.explained);
  const explain = useResults((state) => state.explain);
  const all = useMemo(() => hiddenCells(table, measure), [table, measure]);
  const cells = useMemo(() => all.filter(({ primary }) => primary === (which === 'primary')), [all, which]);
  const bad = cells.filter(({ verdict }) => verdict !== 'ok').length;
  const label = t(`releaseTables.attack.${which}`, {
    cells: format.count(cells.length),
    bad: format.count(bad),
  });
  const decimals = table.measures[measure]?.decimals ?? 0;
  const say = useCallback(
    (value: number): string => (value === Infinity ? '∞' : value === -Infinity ? '−∞' : format.number(value, decimals)),
    [format, decimals],
  );
  return (
    <div className={styles['body']}>
      <div className={styles['main']}>
        <div className={styles['tools']}>
          <Segmented<Which>
            label={t('releaseTables.attack.which')}
            value={which}
            choices={[
              { value: 'primary', label: t('releaseTables.attack.unsafe') },
              { value: 'secondary', label: t('releaseTables.attack.others') },
            ]}
            onChange={setWhich}
          />
          {table.measures.length > 1 && (
            <SmallSelect
              label={t('releaseTables.measure')}
              value={String(measure)}
              width={160}
              choices={table.measures.map(({ name }, at) => ({ value: String(at), label: name }))}
              onChange={(value) => {
                setMeasure(Number(value));
              }}
            />
          )}
          <Button
            size="small"
            kind="quiet"
            onClick={() => {
              setAsTable((was) => !was);
            }}
          >
            {t(asTable ? 'frame.chart' : 'frame.table')}
          </Button>
        </div>
        <p className={styles['tools']} data-bad={bad > 0}>
          {label}
        </p>
        {cells.length === 0 ? (
          <p className={styles['tools']}>{t('releaseTables.attack.nothing')}</p>
        ) : asTable ? (
          <ScrollRegion label={label}>
            <div className={own['table']}>
              <Table
                caption={cells.length > MOST_ROWS ? t('releaseTables.attack.first', { rows: MOST_ROWS }) : label}
                columns={[
                  { key: 'cell', header: t('releaseTables.attack.cell') },
                  { key: 'value', header: t('releaseTables.attack.value'), number: true },
                  { key: 'least', header: t('releaseTables.attack.least'), number: true },
                  { key: 'most', header: t('releaseTables.attack.most'), number: true },
                  { key: 'low', header: t('releaseTables.attack.low'), number: true },
                  { key: 'high', header: t('releaseTables.attack.high'), number: true },
                  { key: 'verdict', header: t('releaseTables.attack.verdict') },
                ]}
                rows={cells.slice(0, MOST_ROWS).map((one) => ({
                  key: String(one.cell),
                  cells: [
                    cellName(table, one.cell),
                    say(one.value),
                    say(one.least),
                    say(one.most),
                    one.primary ? say(one.low) : '–',
                    one.primary ? say(one.high) : '–',
                    t(`releaseTables.verdict.${one.verdict}`),
                  ],
                }))}
              />
            </div>
          </ScrollRegion>
        ) : (
          <Picture key={`${which} ${String(measure)}`} table={table} cells={cells} label={label} say={say} />
        )}
      </div>
      {explained !== null && (
        <aside className={styles['why']}>
          <WhyPane
            table={table}
            explained={explained}
            onGo={(of, cell) => {
              void explain({ measure: of, cell });
            }}
          />
        </aside>
      )}
    </div>
  );
}

interface PictureProps {
  readonly table: ProtectedTable;
  readonly cells: readonly HiddenCell[];
  readonly label: string;
  readonly say: (value: number) => string;
}

function Picture({ table, cells, label, say }: PictureProps): ReactElement {
  const { t } = useWords();
  const [pointed, setPointed] = useState(-1);
  const explain = useResults((state) => state.explain);
  const asked = useResults((state) => state.explained?.cell ?? -1);
  const at = useMemo(() => cells.findIndex(({ cell }) => cell === asked), [cells, asked]);
  const shown = cells[pointed >= 0 ? pointed : at];
  const repaint = useRef<() => void>(() => undefined);
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      drawIntervals(context, { width, height, tokens, cells, say, axis: t('releaseTables.attack.axis') });
    },
    [cells, say, t],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const marked = pointed >= 0 ? pointed : at;
      if (marked < 0) return;
      const step = (width - FRAME.left - FRAME.right) / cells.length;
      context.fillStyle = tokens.accent;
      context.globalAlpha = 0.18;
      context.fillRect(
        FRAME.left + marked * step - 1,
        FRAME.top,
        Math.max(3, step + 2),
        height - FRAME.top - FRAME.bottom,
      );
      context.globalAlpha = 1;
    },
    [cells, pointed, at],
  );
  const positionOf = ({ x, width }: PlotPlace): number => {
    const step = (width - FRAME.left - FRAME.right) / cells.length;
    const found = Math.floor((x - FRAME.left) / step);
    return found >= 0 && found < cells.length ? found : -1;
  };
  const ask = (position: number): void => {
    const one = cells[position];
    if (one !== undefined && table.measures[one.measure]?.changed === null)
      void explain({ measure: one.measure, cell: one.cell });
  };
  return (
    <div className={own['picture']}>
      <Plot
        label={label}
        draw={draw}
        over={over}
        follow={(paint) => {
          repaint.current = paint;
          return () => undefined;
        }}
        onMove={(place) => {
          setPointed(positionOf(place));
        }}
        onLeave={() => {
          setPointed(-1);
        }}
        onDown={(place) => {
          ask(positionOf(place));
        }}
      />
      <div className={own['steps']}>
        <Button
          size="small"
          disabled={at <= 0}
          onClick={() => {
            ask(at - 1);
          }}
        >
          {t('releaseTables.attack.previous')}
        </Button>
        <Button
          size="small"
          disabled={at >= cells.length - 1}
          onClick={() => {
            ask(at + 1);
          }}
        >
          {t('releaseTables.attack.next')}
        </Button>
      </div>
      <p className={own['said']} aria-live="polite">
        {shown === undefined
          ? t('releaseTables.attack.hint')
          : t('releaseTables.attack.said', {
              cell: cellName(table, shown.cell),
              least: say(shown.least),
              most: say(shown.most),
              verdict: t(`releaseTables.verdict.${shown.verdict}`),
            })}
      </p>
      <ul className={own['legend']} aria-label={t('releaseTables.legend')}>
        <li>
          <i data-mark="interval" aria-hidden="true" />
          {t('releaseTables.attack.legendInterval')}
        </li>
        <li>
          <i data-mark="asked" aria-hidden="true" />
          {t('releaseTables.attack.legendAsked')}
        </li>
        <li>
          <i data-mark="value" aria-hidden="true" />
          {t('releaseTables.attack.legendValue')}
        </li>
        <li>
          <i data-mark="bad" aria-hidden="true" />
          {t('releaseTables.attack.legendBad')}
        </li>
      </ul>
    </div>
  );
}
