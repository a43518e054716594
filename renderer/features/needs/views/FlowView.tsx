import { type ReactElement, useCallback, useMemo, useRef } from 'react';
import { NEED_CLASSES } from '../../../../shared/domain/needs/needs.ts';
import { flowsThrough } from '../../../../shared/domain/needs/flows.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot } from '../../../ui/chart/Plot.tsx';
import { kinds, singleHue } from '../../../ui/colour/scales.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { useNeedColours } from '../map/needColours.ts';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';

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

/** How areas go from area type through group to need class, as bands as wide as there are areas, or people. */
export function FlowView(props: {
  readonly data: AreaData;
  readonly picture: NeedsPicture;
  readonly by: 'areas' | 'people';
}): ReactElement {
  const { data, picture, by } = props;
  const { t, format } = useWords();
  const scheme = useScheme();
  const colours = useNeedColours();
  const placed = useRef<readonly Placed[]>([]);
  const { needs, groups, areaTypes } = picture;
  const columns = useMemo(() => {
    const types = singleHue(5, scheme, 270).toReversed();
    const mostGroup = groups?.reduce((most, group) => Math.max(most, group), 0) ?? 0;
    const marks = kinds(Math.max(1, mostGroup));
    return [
      ...(areaTypes === null
        ? []
        : [
            {
              title: t('needs.areaType'),
              nodes: 5,
              of: Int32Array.from(areaTypes, (type) => type - 1),
              label: (node: number) => String(node + 1),
              colour: (node: number) => types[node] ?? '',
            },
          ]),
      ...(groups === null
        ? []
        : [
            {
              title: t('needs.group'),
              nodes: mostGroup,
              of: groups.map((group) => group - 1),
              label: (node: number) => String(node + 1),
              colour: (node: number) => marks[node] ?? '',
            },
          ]),
      {
        title: t('needs.class'),
        nodes: NEED_CLASSES.length - 1,
        of: Int32Array.from(needs.classes, (position) => (position === NEED_CLASSES.length - 1 ? -1 : position)),
        label: (node: number) => t(`needs.classShort.${NEED_CLASSES[node] ?? 'none'}`),
        colour: (node: number) => colours.classes[node] ?? '',
      },
    ];
  }, [areaTypes, groups, needs, scheme, colours, t]);
  const flows = useMemo(() => flowsThrough(columns, data.areas.population), [columns, data.areas.population]);
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
  const first = columns[0]?.title ?? '';
  return (
    <div className={styles['fill']}>
      <Plot
        label={t('needs.flowLabel', {
          first,
          areas: format.count(flows.columns[0]?.areas.reduce((sum, value) => sum + value, 0) ?? 0),
        })}
        draw={draw}
        onUp={({ x, y }) => {
          const hit = placed.current.find(
            (one) => x >= one.x - 2 && x <= one.x + NODE + 2 && y >= one.y && y <= one.y + one.height,
          );
          if (hit === undefined) return;
          const of = columns[hit.column]?.of;
          selectAreas(Array.from(data.areas.codes.keys()).filter((area) => of?.[area] === hit.node));
        }}
      />
    </div>
  );
}
