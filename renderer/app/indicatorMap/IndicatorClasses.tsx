import { type KeyboardEvent, type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { onSteps, withClassLess, withClassMore, withLimitAt } from '../../../shared/domain/classes/classRule.ts';
import type { ClassRule } from '../../../shared/schemas/method.ts';
import { nameWithUnit } from '../../i18n/indicatorName.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Table } from '../../ui/controls/Table.tsx';
import { ScrollRegion } from '../../ui/panes/ScrollRegion.tsx';
import { barCounts, innerEnds } from '../classed/bars.ts';
import { ClassHistogram, type PulledLimits } from '../classed/ClassHistogram.tsx';
import { ClassStrip } from '../classed/ClassStrip.tsx';
import { ClassTools } from '../classed/ClassTools.tsx';
import type { IndicatorColumn } from '../state/indicatorTable.ts';
import type { Classes } from './classes.ts';
import { useClassHistory, useClassRules } from './classRules.ts';
import styles from './MapPane.module.css';

const KINDS = ['quantile', 'natural', 'equal', 'fixed'] as const;
const HEIGHT = 84;
/** Rows of the table. */
const BINS = 36;

interface IndicatorClassesProps {
  readonly column: IndicatorColumn;
  readonly classes: Classes;
  readonly colours: readonly string[];
  /** The rule while a limit is pulled, null when it is let go. */
  readonly onPull: (rule: ClassRule | null) => void;
}

const byHand = (limits: readonly number[]): ClassRule | null =>
  limits.length === 0 ? null : { kind: 'fixed', limits: [...limits] };

/** How the areas spread over the indicator, and its classes: their limits pulled or typed, with how many areas each holds. */
export function IndicatorClasses({ column, classes, colours, onPull }: IndicatorClassesProps): ReactElement {
  const { t, format, language } = useWords();
  const { meta, values, nation } = column;
  const { id, decimals, direction } = meta;
  const history = useClassHistory(id);
  const { step, undo, redo } = useClassRules();
  const [asTable, setAsTable] = useState(false);
  const begun = useRef<readonly number[] | null>(null);
  const pulledTo = useRef<ClassRule | null>(null);
  const unit = 10 ** -decimals;
  const { classOf, limits, counts } = classes;
  const put = useCallback(
    (rule: ClassRule | null) => {
      if (rule !== null) step(id, rule);
    },
    [step, id],
  );
  const pulled = useMemo(
    (): PulledLimits => ({
      limits,
      now: () => limits,
      step: unit,
      onPull: (at, value) => {
        begun.current ??= onSteps(limits, unit);
        pulledTo.current = byHand(withLimitAt(begun.current, at, value, unit));
        onPull(pulledTo.current);
      },
      onRelease: () => {
        put(pulledTo.current);
        begun.current = null;
        pulledTo.current = null;
        onPull(null);
      },
      onRemove: (at) => {
        put(byHand(limits.toSpliced(at, 1)));
      },
    }),
    [limits, unit, onPull, put],
  );
  const said = useCallback((value: number): string => format.number(value, decimals), [format, decimals]);
  const read = useCallback(() => ({ values, classOf }), [values, classOf]);
  const mark = useCallback(() => nation, [nation]);
  const pressed = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
    if (event.target instanceof HTMLInputElement && event.target.type === 'text') return;
    event.preventDefault();
    event.stopPropagation();
    (key === 'y' || event.shiftKey ? redo : undo)(id);
  };
  const label = t('areas.distributionLabel', { indicator: meta.name[language], nation: said(nation) });
  return (
    <section aria-label={t('areas.distribution')} {...{ onKeyDown: pressed }}>
      <div className={styles['tools']}>
        <ClassTools
          kinds={KINDS}
          kind={history.present.kind}
          onKind={(kind) => {
            put(kind === 'fixed' ? byHand(limits) : kind === 'shares' ? null : { kind, count: 7 });
          }}
          onMore={() => {
            put(byHand(withClassMore(limits, values, unit)));
          }}
          onLess={() => {
            put(byHand(withClassLess(limits, counts)));
          }}
        />
        <IconButton
          shape="undo"
          label={t('classes.undo')}
          disabled={history.past.length === 0}
          onClick={() => {
            undo(id);
          }}
        />
        <IconButton
          shape="redo"
          label={t('classes.redo')}
          disabled={history.future.length === 0}
          onClick={() => {
            redo(id);
          }}
        />
      </div>
      <p className={styles['nation']}>
        <span>{`${t('areas.nation')} ${said(nation)}`}</span>
        <Button
          kind="quiet"
          size="small"
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {t(asTable ? 'frame.chart' : 'frame.table')}
        </Button>
      </p>
      {asTable ? (
        <ScrollRegion label={label} height={HEIGHT + 20}>
          <Bins column={column} label={label} said={said} />
        </ScrollRegion>
      ) : (
        <div style={{ height: HEIGHT }}>
          <ClassHistogram
            label={label}
            read={read}
            endsOf={innerEnds}
            colours={colours}
            mark={mark}
            said={said}
            pulled={pulled}
          />
        </div>
      )}
      <ClassStrip
        colours={colours}
        limits={limits}
        counts={counts}
        decimals={decimals}
        step={unit}
        said={said}
        onType={(at, value) => {
          pulled.onPull(at, value);
          pulled.onRelease();
        }}
      />
      <p className={styles['note']}>
        {t(direction === 0 ? 'areas.strongestHigh' : 'areas.strongestExclusion')}
        {classes.missing > 0 && ` ${t('areas.missingCount', { formatted: format.count(classes.missing) })}`}
      </p>
    </section>
  );
}

interface BinsProps {
  readonly column: IndicatorColumn;
  readonly label: string;
  readonly said: (value: number) => string;
}

function Bins({ column: { meta, values }, label, said }: BinsProps): ReactElement {
  const { t, format, language } = useWords();
  const ends = useMemo(() => innerEnds(values), [values]);
  const [from, to] = ends;
  const limit = (at: number): string => said(from + ((to - from) * at) / BINS);
  return (
    <Table
      caption={label}
      columns={[
        { key: 'range', header: nameWithUnit(meta, { t, language }) },
        { key: 'count', header: t('areas.areas'), number: true },
      ]}
      rows={Array.from(barCounts(values, ends, BINS), (count, at) => ({
        key: String(at),
        cells: [t('classes.fromTo', { from: limit(at), to: limit(at + 1) }), format.count(count)],
      }))}
    />
  );
}
