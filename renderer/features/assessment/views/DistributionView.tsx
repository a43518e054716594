import { type ReactElement, useCallback, useRef, useState } from 'react';
import { histogram } from '../../../../shared/domain/classes/histogram.ts';
import { followPointing, pointing, selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot } from '../../../ui/chart/Plot.tsx';
import { Table } from '../../../ui/controls/Table.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { AreaTypes } from '../distribution/AreaTypes.tsx';
import { KCurve } from '../distribution/KCurve.tsx';
import { ScoreHistogram } from '../distribution/ScoreHistogram.tsx';
import { useEveryFrame, useTuned, useTuner } from '../model/useTuner.ts';
import type { ViewProps } from './shown.ts';
import styles from './Distribution.module.css';

/** Bins of the table: few enough to be read. */
const TABLE_BINS = 12;

/** How the areas spread: the index as a histogram, every cut-off of the problem count, the area types. */
export function DistributionView({ data, classes, decimals, asTable }: ViewProps): ReactElement {
  const kind = useTuned(({ settings }) => settings.kind);
  if (kind === 'problem-count') return <KCurve data={data} />;
  if (kind === 'sei') return <AreaTypes data={data} />;
  if (asTable) return <Bins decimals={decimals} />;
  return (
    <div className={styles['layers']}>
      <ScoreHistogram classes={classes} decimals={decimals} />
      <Brush />
    </div>
  );
}

function Bins({ decimals }: { readonly decimals: number }): ReactElement {
  const { t, format } = useWords();
  const { scores } = useEveryFrame().live;
  const { from, to, counts } = histogram(scores, TABLE_BINS);
  const limit = (at: number): string => format.number(from + ((to - from) * at) / TABLE_BINS, decimals);
  return (
    <ScrollRegion label={t('assessment.distribution.index')}>
      <div className={styles['table']}>
        <Table
          caption={t('assessment.distribution.index')}
          captionHidden
          columns={[
            { key: 'index', header: t('assessment.score.index') },
            { key: 'areas', header: t('assessment.areas'), number: true },
          ]}
          rows={Array.from(counts, (count, at) => ({
            key: String(at),
            cells: [`${limit(at)} – ${limit(at + 1)}`, format.count(count)],
          }))}
        />
      </div>
    </ScrollRegion>
  );
}

/** Over the histogram: the chosen areas as ticks, and a brush that chooses those with an index in a range. */
function Brush(): ReactElement {
  const { t } = useWords();
  const tuner = useTuner();
  const [range, setRange] = useState<readonly [number, number] | null>(null);
  const began = useRef<number | null>(null);
  const ends = useCallback((): readonly [number, number] => {
    const { scores, order, ranked } = tuner.live;
    return [scores[order[ranked - 1] ?? -1] ?? 0, scores[order[0] ?? -1] ?? 1];
  }, [tuner]);
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      const [least, most] = ends();
      const xOf = (area: number): number =>
        (((tuner.live.scores[area] ?? Number.NaN) - least) / (most - least || 1)) * width;
      context.fillStyle = tokens.accent;
      context.globalAlpha = selected.size > 40 ? 0.4 : 1;
      for (const area of selected) context.fillRect(xOf(area) - 0.5, height - 8, 1.5, 8);
      context.globalAlpha = 1;
      context.fillStyle = tokens.text;
      if (hovered >= 0) context.fillRect(xOf(hovered) - 1, height - 12, 2, 12);
      if (range === null) return;
      context.globalAlpha = 0.2;
      context.fillStyle = tokens.accent;
      context.fillRect(Math.min(...range), 0, Math.abs(range[1] - range[0]), height);
      context.globalAlpha = 1;
    },
    [tuner, ends, range],
  );
  const follow = useCallback(
    (paint: () => void) => {
      const stopPointing = followPointing(paint);
      const stopPainting = tuner.paintWith(() => {
        if (pointing.getState().selected.size > 0) paint();
      });
      return () => {
        stopPointing();
        stopPainting();
      };
    },
    [tuner],
  );
  return (
    <div className={styles['over']}>
      <Plot
        label={t('assessment.brushSaid')}
        draw={nothing}
        over={over}
        follow={follow}
        onDown={({ x }) => {
          began.current = x;
        }}
        onMove={({ x, held }) => {
          if (held && began.current !== null) setRange([began.current, x]);
        }}
        onUp={({ x, width }) => {
          const from = began.current;
          began.current = null;
          setRange(null);
          if (from === null || Math.abs(x - from) < 3) return;
          const [least, most] = ends();
          const at = (place: number): number => least + ((most - least) * place) / width;
          const [low, high] = [at(Math.min(from, x)), at(Math.max(from, x))];
          const { scores } = tuner.live;
          selectAreas(
            Array.from(scores.keys()).filter(
              (area) => (scores[area] as number) >= low && (scores[area] as number) <= high,
            ),
          );
        }}
      />
    </div>
  );
}

const nothing: Draw = () => undefined;
