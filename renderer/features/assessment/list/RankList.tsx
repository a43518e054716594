import { type ReactElement, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { useTuned, useTuner } from '../model/useTuner.ts';
import { RankRows, type RankSource, ROW_HEIGHT } from './rankRows.ts';
import styles from './RankList.module.css';

interface RankListProps {
  readonly data: AreaData;
  readonly decimals: number;
  /** Heading of the score column, with its unit. */
  readonly scoreName: string;
  readonly colour: (area: number) => string;
}

const HEAD = 26;
const REACHABLE = { tabIndex: 0 };
const CLASSES = {
  head: styles['head'] ?? '',
  space: styles['space'] ?? '',
  row: styles['row'] ?? '',
  cells: ['rank', 'change', 'name', 'municipality', 'score', 'interval'].map((name) => styles[name] ?? ''),
};

/** All areas by rank. Drawn without React, in the same frame as the map; steered by pointer and keys. */
export function RankList({ data, decimals, scoreName, colour }: RankListProps): ReactElement {
  const { t, format } = useWords();
  const tuner = useTuner();
  const host = useRef<HTMLDivElement>(null);
  const rows = useRef<RankRows | null>(null);
  const id = useId();
  const ranked = useTuned(({ live }) => live.ranked);
  const sureness = useTuned(({ uncertainty, settings }) =>
    settings.kind === 'index' ? uncertainty.state.result : null,
  );

  const source = useMemo(
    (): RankSource => ({
      tuner,
      names: data.areas.names,
      municipality: (area) => municipalityName(data.areas, area),
      score: (value) => format.number(value, decimals),
      count: (value) => format.count(value),
      heads: [
        { name: t('assessment.rank') },
        { name: '±', title: t('assessment.changeLong') },
        { name: t('assessment.area') },
        { name: t('assessment.municipality') },
        { name: scoreName },
        { name: t('assessment.interval'), title: t('assessment.intervalLong') },
      ],
      interval:
        sureness === null
          ? null
          : (area) =>
              (sureness.high[area] ?? 0) === 0
                ? ''
                : `${format.count(sureness.low[area] ?? 0)}–${format.count(sureness.high[area] ?? 0)}`,
      sayChange: (change) =>
        change === 0
          ? t('assessment.noChange')
          : t(change > 0 ? 'assessment.climbed' : 'assessment.fell', { steps: format.count(Math.abs(change)) }),
      colour,
    }),
    [tuner, data, format, decimals, scoreName, t, colour, sureness],
  );

  const setUp = useCallback((): (() => void) | undefined => {
    if (host.current === null) return undefined;
    const element = host.current;
    const made = new RankRows(element, CLASSES, id);
    rows.current = made;
    const draw = (): void => {
      made.draw();
    };
    const over = (event: PointerEvent): void => {
      hoverArea(made.areaAt(event.target));
    };
    const leave = (): void => {
      hoverArea(-1);
    };
    const click = (event: MouseEvent): void => {
      const area = made.areaAt(event.target);
      if (area < 0) return;
      made.reveal(made.positionAt(event.target), HEAD);
      selectArea(area, event.ctrlKey || event.metaKey || event.shiftKey);
    };
    const key = (event: KeyboardEvent): void => {
      const page = Math.max(1, Math.floor((element.clientHeight - HEAD) / ROW_HEIGHT) - 1);
      const moves: Readonly<Record<string, number>> = {
        ArrowDown: made.active + 1,
        ArrowUp: made.active - 1,
        PageDown: made.active + page,
        PageUp: made.active - page,
        Home: 0,
        End: Number.MAX_SAFE_INTEGER,
      };
      const to = moves[event.key];
      if (to !== undefined) made.reveal(to, HEAD);
      else if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      const area = tuner.live.order[made.active] ?? -1;
      if (to === undefined) selectArea(area, event.key === ' ');
      else hoverArea(area);
    };
    const measure = (): void => {
      made.measure();
    };
    element.addEventListener('scroll', measure, { passive: true });
    element.addEventListener('pointermove', over);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('click', click);
    element.addEventListener('keydown', key);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    const stopPainting = tuner.paintWith(draw);
    const light = ({ hovered, selected }: ReturnType<typeof pointing.getState>): void => {
      made.setHighlight(hovered, selected);
    };
    light(pointing.getState());
    const stopFollowing = followPointing(light);
    return () => {
      stopFollowing();
      stopPainting();
      watch.disconnect();
      element.removeEventListener('scroll', measure);
      element.removeEventListener('pointermove', over);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('click', click);
      element.removeEventListener('keydown', key);
      made.clear();
    };
  }, [tuner, id]);

  useEffect(setUp, [setUp]);
  useEffect(() => {
    rows.current?.setSource(source);
  }, [source]);

  return (
    <div
      ref={host}
      role="grid"
      aria-label={t('assessment.ranking')}
      aria-rowcount={ranked + 1}
      aria-colcount={sureness === null ? 5 : 6}
      data-interval={sureness !== null}
      aria-multiselectable="true"
      className={styles['list']}
      {...REACHABLE}
    />
  );
}
