import { type ReactElement, useCallback, useMemo, useState } from 'react';
import { indicatorsOf } from '../../../../shared/domain/assess/assess.ts';
import { quantile } from '../../../../shared/domain/statistics/quantile.ts';
import { methodOf } from '../../../../shared/domain/tuning/settings.ts';
import { followPointing, hoverArea, pointing, selectArea, selectAreas, useLead } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot, type PlotPlace } from '../../../ui/chart/Plot.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { Table } from '../../../ui/controls/Table.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useMethodNames } from '../model/names.ts';
import { useEveryFrame, useTuned } from '../model/useTuner.ts';
import { useEffectiveIds } from './effectiveIds.ts';
import styles from './Views.module.css';
import type { ViewProps } from './shown.ts';

/** Rows below that of the score. */
const MOST = 8;
const PAD = { left: 128, right: 12, top: 4, bottom: 4 };
const NEAR = 7;
const LOW = 0.01;
const HIGH = 0.99;

interface Row {
  readonly name: string;
  readonly values: Float64Array;
  /** 1st, 25th, 50th, 75th and 99th percentile of all areas of the country. */
  readonly limits: readonly [number, number, number, number, number];
}

const rowOf = (name: string, values: Float64Array): Row => {
  const at = (share: number): number => quantile(values, share);
  return { name, values, limits: [at(LOW), at(0.25), at(0.5), at(0.75), at(HIGH)] };
};

/** One municipality: its areas on the score and on the weightiest indicators, each against the spread of the whole country. */
export function MunicipalityView({ data, classes, decimals, asTable }: ViewProps): ReactElement {
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const { live, version, classOf, settings } = useEveryFrame();
  const lead = useLead();
  const { areas, indicators } = data;
  const [picked, setPicked] = useState<number | null>(null);
  const [ledBy, setLedBy] = useState(lead);
  // Whoever chooses an area on the map or in the list comes to its municipality.
  if (ledBy !== lead) {
    setLedBy(lead);
    if (lead >= 0) setPicked(areas.municipalityOf[lead] ?? 0);
  }
  const at = picked ?? areas.municipalityOf[lead >= 0 ? lead : (live.order[0] ?? 0)] ?? 0;
  const members = useMemo(() => Array.from(areas.municipalities[at]?.areas ?? []), [areas, at]);
  const all = useTuned((now) => indicatorsOf(methodOf(now.settings)).join(' '));
  const ids = useEffectiveIds(all, MOST);
  const rows = useMemo(
    () =>
      ids.flatMap((id) => {
        const column = indicators.byId.get(id);
        return column === undefined ? [] : [rowOf(name(id), column.values)];
      }),
    [ids, indicators, name],
  );
  const score = useMemo(
    () => ({ version, row: rowOf(t(`assessment.score.${settings.kind}`), live.scores) }),
    [version, live, t, settings.kind],
  );
  const strips = useMemo(() => [score.row, ...rows], [score, rows]);
  const yOf = useCallback(
    (row: number, height: number): number => PAD.top + ((row + 0.5) / strips.length) * (height - PAD.top - PAD.bottom),
    [strips],
  );
  const xOf = useCallback((row: Row, value: number, width: number): number => {
    const [low, , , , high] = row.limits;
    const share = high > low ? (value - low) / (high - low) : 0.5;
    return PAD.left + Math.max(0, Math.min(1, share)) * (width - PAD.left - PAD.right);
  }, []);
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      context.textBaseline = 'middle';
      strips.forEach((row, place) => {
        const y = yOf(place, height);
        const x = (value: number): number => xOf(row, value, width);
        context.fillStyle = place === 0 ? tokens.text : tokens.textMuted;
        context.textAlign = 'left';
        context.fillText(fitted(context, row.name, PAD.left - 20), 0, y);
        context.fillStyle = tokens.line;
        context.fillRect(PAD.left, y - 0.5, width - PAD.left - PAD.right, 1);
        // The middle half of the country's areas, and its middle.
        context.fillRect(x(row.limits[1]), y - 4, x(row.limits[3]) - x(row.limits[1]), 8);
        context.fillStyle = tokens.lineStrong;
        context.fillRect(x(row.limits[2]) - 0.5, y - 6, 1, 12);
        for (const area of members) {
          const value = row.values[area] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          context.beginPath();
          context.arc(x(value), y, 3.5, 0, 2 * Math.PI);
          context.fillStyle = classes.colours[classOf[area] ?? -1] ?? tokens.missing;
          context.fill();
          context.strokeStyle = tokens.lineStrong;
          context.lineWidth = 0.75;
          context.stroke();
        }
      });
    },
    [strips, members, classes, classOf, xOf, yOf],
  );
  const over = useCallback<Draw>(
    (context, width, height, tokens) => {
      const { hovered, selected } = pointing.getState();
      const shown = members.filter((area) => area === hovered || selected.has(area));
      for (const area of shown) {
        context.strokeStyle = area === hovered ? tokens.text : tokens.accent;
        context.lineWidth = 2;
        context.beginPath();
        strips.forEach((row, place) => {
          const value = row.values[area] ?? Number.NaN;
          if (Number.isNaN(value)) return;
          const [x, y] = [xOf(row, value, width), yOf(place, height)];
          context.moveTo(x + 5, y);
          context.arc(x, y, 5, 0, 2 * Math.PI);
        });
        context.stroke();
      }
    },
    [strips, members, xOf, yOf],
  );
  const nearest = ({ x, y, width, height }: PlotPlace): number => {
    let found = -1;
    let least = NEAR * NEAR;
    strips.forEach((row, place) => {
      const dy = (yOf(place, height) - y) ** 2;
      if (dy >= least) return;
      for (const area of members) {
        const distance = (xOf(row, row.values[area] ?? Number.NaN, width) - x) ** 2 + dy;
        if (distance < least) {
          least = distance;
          found = area;
        }
      }
    });
    return found;
  };
  const flagged = members.filter((area) => live.flagged[area] === 1).length;
  const people = members.reduce((sum, area) => sum + (areas.population[area] ?? 0), 0);
  return (
    <div className={styles['fill']}>
      <div className={styles['bar']}>
        <Select
          label={t('assessment.municipality')}
          labelHidden
          searchable
          nothingFound={t('assessment.nothingFound')}
          width={180}
          value={String(at)}
          choices={areas.municipalities.map((place, index) => ({
            value: String(index),
            label: `${place.name} (${place.code})`,
          }))}
          onChange={(value) => {
            setPicked(Number(value));
          }}
        />
        <Button
          size="small"
          kind="quiet"
          onClick={() => {
            selectAreas(members);
          }}
        >
          {t('assessment.chooseAll')}
        </Button>
        <p>
          {t('assessment.municipalityFigures', {
            areas: format.count(members.length),
            flagged: format.count(flagged),
            people: format.count(people),
          })}
        </p>
      </div>
      {asTable ? (
        <ScrollRegion label={t('assessment.view.municipality')}>
          <Table
            caption={t('assessment.view.municipality')}
            captionHidden
            columns={[
              { key: 'area', header: t('assessment.area') },
              { key: 'rank', header: t('assessment.rank'), number: true },
              { key: 'score', header: score.row.name, number: true },
              { key: 'people', header: t('assessment.people'), number: true },
            ]}
            rows={members
              .toSorted((a, b) => (live.ranks[a] || Infinity) - (live.ranks[b] || Infinity))
              .map((area) => ({
                key: String(area),
                cells: [
                  areas.names[area] ?? '',
                  live.ranks[area] === 0 ? '–' : format.count(live.ranks[area] ?? 0),
                  format.number(live.scores[area] ?? Number.NaN, decimals),
                  format.count(areas.population[area] ?? Number.NaN),
                ],
              }))}
          />
        </ScrollRegion>
      ) : (
        <div className={styles['picture']}>
          <Plot
            label={t('assessment.stripsSaid', { name: areas.municipalities[at]?.name ?? '' })}
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
      )}
    </div>
  );
}

/** A name cut to the room there is, with three dots. */
function fitted(context: CanvasRenderingContext2D, name: string, room: number): string {
  if (context.measureText(name).width <= room) return name;
  let end = name.length - 1;
  while (end > 1 && context.measureText(`${name.slice(0, end)}…`).width > room) end -= 1;
  return `${name.slice(0, end).trimEnd()}…`;
}
