import { type ReactElement, useCallback, useMemo } from 'react';
import { followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../../ui/chart/Plot.tsx';
import type { ScenarioPicture } from '../model/useComparison.ts';
import styles from '../Scenarios.module.css';

/** Ranks that are shown; lines to places further down end at the foot. */
const RANKS = 50;
const PAD = { side: 36, top: 20, bottom: 10 };
const NEAR = 6;

const yOf = (rank: number, height: number): number =>
  PAD.top + ((Math.min(rank, RANKS + 3) - 0.5) / (RANKS + 3)) * (height - PAD.top - PAD.bottom);

/** The highest ranks by every scenario, a line for every area. */
export function BumpAll({ picture }: { readonly picture: ScenarioPicture }): ReactElement {
  const { t, format } = useWords();
  const { carried } = picture;
  const lines = useMemo(() => {
    const count = carried[0]?.standing.ranks.length ?? 0;
    return Array.from({ length: count }, (_none, area) => area).filter((area) =>
      carried.some(({ standing }) => {
        const rank = standing.ranks[area] as number;
        return rank > 0 && rank <= RANKS;
      }),
    );
  }, [carried]);
  const xOf = useCallback(
    (at: number, width: number): number =>
      PAD.side + (carried.length < 2 ? 0 : (at / (carried.length - 1)) * (width - 2 * PAD.side)),
    [carried],
  );
  const trace = useCallback(
    (context: CanvasRenderingContext2D, area: number, width: number, height: number): void => {
      context.beginPath();
      let drawn = false;
      for (const [at, { standing }] of carried.entries()) {
        const rank = standing.ranks[area] as number;
        // An area without a rank leaves a gap.
        if (rank === 0) drawn = false;
        else if (drawn) context.lineTo(xOf(at, width), yOf(rank, height));
        else {
          context.moveTo(xOf(at, width), yOf(rank, height));
          drawn = true;
        }
      }
      context.stroke();
    },
    [carried, xOf],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      context.strokeStyle = tokens.markSoft;
      for (const area of lines) trace(context, area, width, height);
      context.fillStyle = tokens.textMuted;
      context.textBaseline = 'top';
      for (const [at, { scenario }] of carried.entries()) {
        context.textAlign = at === 0 ? 'left' : at === carried.length - 1 ? 'right' : 'center';
        const x = at === 0 ? 2 : at === carried.length - 1 ? width - 2 : xOf(at, width);
        context.fillText(`${String(at + 1)}. ${scenario.name}`, x, 2, (width / carried.length) * 0.95);
        context.fillRect(xOf(at, width) - 0.5, PAD.top, 1, height - PAD.top - PAD.bottom);
      }
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      for (const rank of [1, 10, 25, RANKS]) context.fillText(format.count(rank), PAD.side - 6, yOf(rank, height));
    },
    [lines, carried, trace, xOf, format],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      context.strokeStyle = tokens.text;
      context.lineWidth = 2;
      for (const area of selected) trace(context, area, width, height);
      context.lineWidth = 3;
      if (hovered >= 0) trace(context, hovered, width, height);
    },
    [trace],
  );
  const nearest = ({ x, y, width, height }: PlotPlace): number => {
    const place = ((x - PAD.side) / (width - 2 * PAD.side)) * (carried.length - 1);
    const at = Math.max(0, Math.min(carried.length - 2, Math.floor(place)));
    const share = Math.max(0, Math.min(1, place - at));
    let found = -1;
    let least = NEAR;
    for (const area of lines) {
      const [a, b] = [carried[at]?.standing.ranks[area] ?? 0, carried[at + 1]?.standing.ranks[area] ?? 0];
      if (a === 0 || b === 0) continue;
      const off = Math.abs((1 - share) * yOf(a, height) + share * yOf(b, height) - y);
      if (off >= least) continue;
      least = off;
      found = area;
    }
    return found;
  };
  if (carried.length < 2) return <p className={styles['note']}>{t('scenarios.chooseTwo')}</p>;
  return (
    <Plot
      label={t('scenarios.bumpSaid', { ranks: RANKS, count: carried.length })}
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
  );
}
