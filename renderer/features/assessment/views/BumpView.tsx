import { type ReactElement, useCallback, useMemo } from 'react';
import { followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../../ui/chart/Plot.tsx';
import { diverging } from '../../../ui/colour/scales.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { useEveryFrame } from '../model/useTuner.ts';
import { AreaTable } from './AreaTable.tsx';
import styles from './Views.module.css';
import type { ViewProps } from './shown.ts';

/** Ranks that are shown; lines to places further down end at the foot. */
const RANKS = 100;
const PAD = { side: 44, top: 18, bottom: 14 };
const NEAR = 6;

/** The highest ranks before and now, a line for every area: between the settings compared with and those on screen. */
export function BumpView({ data, asTable }: ViewProps): ReactElement {
  const { t, format } = useWords();
  const { live, version } = useEveryFrame();
  const scheme = useScheme();
  const frame = useMemo(() => ({ version, now: live.ranks, before: live.baseline.ranks }), [version, live]);
  const areas = useMemo(() => {
    const shown: number[] = [];
    const { now, before } = frame;
    for (let area = 0; area < now.length; area += 1) {
      const [a, b] = [before[area] as number, now[area] as number];
      if (a > 0 && b > 0 && (a <= RANKS || b <= RANKS)) shown.push(area);
    }
    return shown;
  }, [frame]);
  const yOf = useCallback(
    (rank: number, height: number): number =>
      PAD.top + ((Math.min(rank, RANKS + 4) - 0.5) / (RANKS + 4)) * (height - PAD.top - PAD.bottom),
    [],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      const [less = '', , more = ''] = diverging(3, scheme);
      const { now, before } = frame;
      const [left, right] = [PAD.side, width - PAD.side];
      context.lineWidth = 1;
      for (const area of areas) {
        const [a, b] = [before[area] as number, now[area] as number];
        context.strokeStyle = b < a ? more : b > a ? less : tokens.markSoft;
        context.globalAlpha = Math.abs(a - b) < 3 ? 0.5 : 0.9;
        context.beginPath();
        context.moveTo(left, yOf(a, height));
        context.lineTo(right, yOf(b, height));
        context.stroke();
      }
      context.globalAlpha = 1;
      context.fillStyle = tokens.lineStrong;
      context.fillRect(left - 0.5, PAD.top, 1, height - PAD.top - PAD.bottom);
      context.fillRect(right - 0.5, PAD.top, 1, height - PAD.top - PAD.bottom);
      context.fillStyle = tokens.textMuted;
      context.textBaseline = 'middle';
      for (const rank of [1, RANKS / 4, RANKS / 2, (3 * RANKS) / 4, RANKS]) {
        context.textAlign = 'right';
        context.fillText(format.count(rank), left - 6, yOf(rank, height));
        context.textAlign = 'left';
        context.fillText(format.count(rank), right + 6, yOf(rank, height));
      }
      context.textBaseline = 'top';
      context.textAlign = 'left';
      context.fillText(t('assessment.before'), 4, 0);
      context.textAlign = 'right';
      context.fillText(t('assessment.now'), width - 4, 0);
    },
    [areas, frame, scheme, yOf, format, t],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      const line = (area: number): void => {
        const [a, b] = [frame.before[area] ?? 0, frame.now[area] ?? 0];
        if (a === 0 || b === 0) return;
        context.beginPath();
        context.moveTo(PAD.side, yOf(a, height));
        context.lineTo(width - PAD.side, yOf(b, height));
        context.stroke();
      };
      context.strokeStyle = tokens.text;
      context.lineWidth = 2;
      context.globalAlpha = selected.size > 40 ? 0.4 : 1;
      for (const area of selected) line(area);
      context.globalAlpha = 1;
      context.lineWidth = 3;
      if (hovered >= 0) line(hovered);
    },
    [frame, yOf],
  );
  const nearest = ({ x, y, width, height }: PlotPlace): number => {
    const share = Math.max(0, Math.min(1, (x - PAD.side) / (width - 2 * PAD.side)));
    let found = -1;
    let least = NEAR;
    for (const area of areas) {
      const crossing =
        (1 - share) * yOf(frame.before[area] as number, height) + share * yOf(frame.now[area] as number, height);
      if (Math.abs(crossing - y) >= least) continue;
      least = Math.abs(crossing - y);
      found = area;
    }
    return found;
  };
  if (asTable)
    return (
      <AreaTable
        data={data}
        label={t('assessment.view.bump')}
        columns={[
          {
            id: 'before',
            header: t('assessment.before'),
            decimals: 0,
            value: (row) => frame.before[row] || Number.NaN,
          },
          { id: 'now', header: t('assessment.now'), decimals: 0, value: (row) => frame.now[row] || Number.NaN },
          { id: 'change', header: '±', decimals: 0, value: (row) => live.baseline.changes[row] ?? Number.NaN },
        ]}
      />
    );
  return (
    <div className={styles['picture']}>
      <Plot
        label={t('assessment.bumpSaid', { ranks: RANKS })}
        draw={draw}
        over={over}
        follow={followPointing}
        onMove={(place) => {
          hoverArea(nearest(place));
        }}
        onLeave={() => {
          hoverArea(-1);
        }}
        onUp={(place) => {
          const area = nearest(place);
          if (area >= 0) selectArea(area, place.additive);
        }}
      />
    </div>
  );
}
