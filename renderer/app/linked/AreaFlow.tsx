import { type ReactElement, useCallback, useMemo, useRef } from 'react';
import { flowsThrough } from '../../../shared/domain/needs/flows.ts';
import { useWords } from '../../i18n/words.ts';
import { type Draw, Plot } from '../../ui/chart/Plot.tsx';
import { selectAreas } from '../state/pointing.ts';
import styles from './Linked.module.css';

const NODE = 10;
const GAP = 6;
const TOP = 18;

interface Placed {
  readonly column: number;
  readonly node: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** One of several divisions that areas go through. */
export interface FlowStation {
  readonly title: string;
  readonly nodes: number;
  /** Node of each area, -1 = none. */
  readonly of: Int32Array;
  readonly label: (node: number) => string;
  readonly colour: (node: number) => string;
}

interface AreaFlowProps {
  readonly label: string;
  readonly columns: readonly FlowStation[];
  readonly population: Float64Array;
  readonly by: 'areas' | 'people';
}

/** How areas go through several divisions, as bands as wide as there are areas, or people; a node chooses its areas, by pointer or key. */
export function AreaFlow({ label: sentence, columns, population, by }: AreaFlowProps): ReactElement {
  const { t, format } = useWords();
  const placed = useRef<readonly Placed[]>([]);
  const flows = useMemo(() => flowsThrough(columns, population), [columns, population]);
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      const total = Math.max(1, flows.columns[0]?.[by].reduce((sum, value) => sum + value, 0) ?? 1);
      const mostNodes = Math.max(...columns.map(({ nodes }) => nodes));
      const scale = (height - TOP - GAP * (mostNodes - 1)) / total;
      const right = 116;
      const places: Placed[] = [];
      const xOf = (column: number): number =>
        columns.length < 2 ? 0 : 14 + (column / (columns.length - 1)) * (width - right - NODE - 14);
      flows.columns.forEach((column, at) => {
        let y = TOP;
        column[by].forEach((value, node) => {
          places.push({ column: at, node, x: xOf(at), y, height: value * scale });
          if (value > 0) y += value * scale + GAP;
        });
      });
      placed.current = places;
      const placeOf = (column: number, node: number): Placed | undefined =>
        places.find((one) => one.column === column && one.node === node);
      flows.between.forEach((own, at) => {
        const out = new Map<number, number>();
        const into = new Map<number, number>();
        for (const flow of own) {
          const from = placeOf(at, flow.from);
          const to = placeOf(at + 1, flow.to);
          if (from === undefined || to === undefined) continue;
          const thick = flow[by] * scale;
          const y0 = from.y + (out.get(flow.from) ?? 0);
          const y1 = to.y + (into.get(flow.to) ?? 0);
          out.set(flow.from, (out.get(flow.from) ?? 0) + thick);
          into.set(flow.to, (into.get(flow.to) ?? 0) + thick);
          const [x0, x1] = [from.x + NODE, to.x];
          const middle = (x0 + x1) / 2;
          context.fillStyle = columns[at]?.colour(flow.from) ?? tokens.mark;
          context.globalAlpha = 0.4;
          context.beginPath();
          context.moveTo(x0, y0);
          context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
          context.lineTo(x1, y1 + thick);
          context.bezierCurveTo(middle, y1 + thick, middle, y0 + thick, x0, y0 + thick);
          context.fill();
        }
      });
      context.globalAlpha = 1;
      columns.forEach(({ title, label, colour }, at) => {
        const last = at === columns.length - 1;
        context.textBaseline = 'top';
        context.textAlign = 'left';
        context.fillStyle = tokens.textMuted;
        context.fillText(title, at === 0 ? 0 : xOf(at), 0);
        for (const place of places.filter((one) => one.column === at && one.height > 0)) {
          context.fillStyle = colour(place.node);
          context.fillRect(place.x, place.y, NODE, Math.max(1, place.height));
          context.fillStyle = tokens.text;
          context.textBaseline = 'middle';
          context.textAlign = last ? 'left' : 'right';
          const x = last ? place.x + NODE + 4 : place.x - 3;
          if (place.height > 6 || last) context.fillText(label(place.node), x, place.y + place.height / 2);
        }
      });
    },
    [columns, flows, by],
  );
  const choose = (column: number, node: number): void => {
    const of = columns[column]?.of;
    selectAreas(Array.from(population.keys()).filter((area) => of?.[area] === node));
  };
  return (
    <div className={styles['flow']}>
      <Plot
        label={sentence}
        draw={draw}
        onUp={({ x, y }) => {
          const hit = placed.current.find(
            (one) => x >= one.x - 2 && x <= one.x + NODE + 2 && y >= one.y && y <= one.y + one.height,
          );
          if (hit !== undefined) choose(hit.column, hit.node);
        }}
      />
      <ul className={styles['nodes']}>
        {flows.columns.flatMap((column, at) =>
          Array.from(column.areas.keys())
            .filter((node) => (column.areas[node] ?? 0) > 0)
            .map((node) => (
              <li key={`${String(at)} ${String(node)}`}>
                <button
                  type="button"
                  onClick={() => {
                    choose(at, node);
                  }}
                >
                  {t('groups.flowNode', {
                    name: `${columns[at]?.title ?? ''} ${columns[at]?.label(node) ?? ''}`,
                    areas: format.count(column.areas[node] ?? 0),
                    people: format.count(Math.round(column.people[node] ?? 0)),
                  })}
                </button>
              </li>
            )),
        )}
      </ul>
    </div>
  );
}
