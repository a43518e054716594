import { type ReactElement, useCallback, useMemo } from 'react';
import { PointedAt } from '../../../app/linked/PointedAt.tsx';
import { walk } from '../../../app/linked/walk.ts';
import { followPointing, hoverArea, pointing, selectArea } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../../ui/chart/Plot.tsx';
import { colourOf, useGrouper } from '../model/useGrouper.ts';
import styles from './Views.module.css';

const PAD = { left: 30, right: 44, top: 4, bottom: 16 };

/** Every area's silhouette as a line, by group and falling within it: how much closer it lies to its own group than to the next. */
export function SilhouetteView(): ReactElement {
  const { t, format } = useWords();
  const { shown, silhouette, choices, settings } = useGrouper();
  const mean = choices.find(({ k }) => k === settings.k)?.silhouette ?? Number.NaN;
  const order = useMemo(() => {
    if (shown === null || silhouette === null) return [];
    return Array.from(shown.groups.keys())
      .filter((area) => !Number.isNaN(silhouette[area]))
      .sort(
        (a, b) =>
          (shown.groups[a] ?? 0) - (shown.groups[b] ?? 0) || (silhouette[b] ?? 0) - (silhouette[a] ?? 0) || a - b,
      );
  }, [shown, silhouette]);
  const least = useMemo(() => Math.min(-0.1, ...order.map((area) => silhouette?.[area] ?? 0)), [order, silhouette]);
  const xOf = useCallback(
    (value: number, width: number): number =>
      PAD.left + ((value - least) / (1 - least)) * (width - PAD.left - PAD.right),
    [least],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      if (shown === null || silhouette === null) return;
      const each = (height - PAD.top - PAD.bottom) / Math.max(1, order.length);
      const zero = xOf(0, width);
      order.forEach((area, at) => {
        context.fillStyle = colourOf(shown.groups[area] ?? 0);
        const end = xOf(silhouette[area] ?? 0, width);
        context.fillRect(Math.min(zero, end), PAD.top + at * each, Math.abs(end - zero), Math.max(each, 0.6));
      });
      context.fillStyle = tokens.lineStrong;
      context.fillRect(zero, PAD.top, 1, height - PAD.top - PAD.bottom);
      if (!Number.isNaN(mean)) {
        context.fillStyle = tokens.text;
        context.fillRect(xOf(mean, width), PAD.top, 1, height - PAD.top - PAD.bottom);
        context.textAlign = 'center';
        context.textBaseline = 'bottom';
        context.fillText(t('groups.meanSilhouette', { value: format.number(mean, 2) }), xOf(mean, width), height);
      }
      context.textBaseline = 'middle';
      let at = 0;
      for (const { group } of shown.profiles) {
        const own = order.filter((area) => shown.groups[area] === group);
        const middle = PAD.top + (at + own.length / 2) * each;
        const average = own.reduce((sum, area) => sum + (silhouette[area] ?? 0), 0) / own.length;
        context.fillStyle = tokens.text;
        context.textAlign = 'left';
        context.fillText(String(group), 4, middle);
        context.textAlign = 'right';
        context.fillStyle = tokens.textMuted;
        context.fillText(format.number(average, 2), width - 4, middle);
        at += own.length;
      }
    },
    [shown, silhouette, order, xOf, mean, t, format],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      const each = (height - PAD.top - PAD.bottom) / Math.max(1, order.length);
      context.fillStyle = tokens.text;
      order.forEach((area, at) => {
        if (area === hovered || selected.has(area))
          context.fillRect(
            PAD.left - 6,
            PAD.top + at * each - 0.5,
            width - PAD.left - PAD.right + 6,
            Math.max(1, each),
          );
      });
    },
    [order],
  );
  if (silhouette === null) return <output className={styles['waiting']}>{t('groups.working')}</output>;
  const areaAt = ({ y, height }: PlotPlace): number =>
    order[Math.floor(((y - PAD.top) / (height - PAD.top - PAD.bottom)) * order.length)] ?? -1;
  return (
    <div className={styles['picture']}>
      <Plot
        label={t('groups.silhouetteLabel', { value: format.number(mean, 2) })}
        draw={draw}
        over={over}
        follow={followPointing}
        onMove={(place) => {
          hoverArea(areaAt(place));
        }}
        onLeave={() => {
          hoverArea(-1);
        }}
        onKey={(key, additive) => walk(order, key, additive)}
        onUp={(place) => {
          const area = areaAt(place);
          if (area >= 0) selectArea(area, place.additive);
        }}
      />
      <PointedAt />
    </div>
  );
}
