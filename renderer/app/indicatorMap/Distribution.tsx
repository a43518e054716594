import { type ReactElement, useCallback, useMemo } from 'react';
import { selectAreas } from '../state/pointing.ts';
import type { IndicatorColumn } from '../state/indicatorTable.ts';
import { nameWithUnit } from '../../i18n/indicatorName.ts';
import { useWords } from '../../i18n/words.ts';
import { Chart } from '../../ui/chart/Chart.tsx';
import { axis, type ChartOption, tooltip } from '../../ui/chart/style.ts';
import type { Tokens } from '../../ui/theme/tokens.ts';
import { areasInBin, histogram } from './histogram.ts';

interface DistributionProps {
  readonly column: IndicatorColumn;
  readonly colourAt: (value: number) => string;
}

/** The part of ECharts' drawing interface that a bar needs. */
interface RenderApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
}

const BINS = 36;
const HEIGHT = 108;

/** How the areas are spread over the indicator, in the colours of the map, with the nation's value. */
export function Distribution({ column, colourAt }: DistributionProps): ReactElement {
  const { t, format, language } = useWords();
  const { meta, values, nation } = column;
  const bins = useMemo(() => histogram(values, BINS), [values]);
  const range = useCallback(
    (from: number, to: number): string => `${format.number(from, meta.decimals)}–${format.number(to, meta.decimals)}`,
    [format, meta.decimals],
  );
  const option = useCallback(
    (tokens: Tokens): ChartOption => ({
      grid: { left: 4, right: 12, top: 18, bottom: 18 },
      tooltip: {
        ...tooltip(tokens),
        trigger: 'item',
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const bin = bins[dataIndex];
          return bin === undefined
            ? ''
            : `${range(bin.from, bin.to)}\n${t('areas.areaCount', { count: bin.count, formatted: format.count(bin.count) })}`;
        },
      },
      xAxis: {
        ...axis(tokens),
        type: 'value',
        min: bins[0]?.from,
        max: bins.at(-1)?.to,
        splitLine: { show: false },
        splitNumber: 4,
        axisLabel: {
          color: tokens.textMuted,
          fontSize: 12,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: (value: number) => format.number(value, value % 1 === 0 ? 0 : meta.decimals),
        },
      },
      yAxis: { type: 'value', show: false },
      series: [
        {
          type: 'custom',
          encode: { x: [0, 1], y: 2 },
          data: bins.map((bin) => [bin.from, bin.to, bin.count]),
          renderItem: (_parameters: unknown, api: RenderApi) => {
            const from = api.value(0);
            const to = api.value(1);
            const [left, top] = api.coord([from, api.value(2)]);
            const [right, bottom] = api.coord([to, 0]);
            return {
              type: 'rect',
              shape: { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top },
              style: { fill: colourAt((from + to) / 2) },
            };
          },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: tokens.text, type: 'solid', width: 1 },
            label: {
              formatter: `${t('areas.nation')} ${format.number(nation, meta.decimals)}`,
              color: tokens.text,
              fontSize: 12,
              position: 'end',
              distance: 2,
            },
            data: Number.isFinite(nation) ? [{ xAxis: nation }] : [],
          },
        },
      ],
    }),
    [bins, colourAt, format, meta.decimals, nation, range, t],
  );
  const name = meta.name[language];
  return (
    <Chart
      title={t('areas.distribution')}
      label={t('areas.distributionLabel', { indicator: name, nation: format.number(nation, meta.decimals) })}
      option={option}
      height={HEIGHT}
      onClick={(bin) => {
        selectAreas(areasInBin(values, bins, bin));
      }}
      table={{
        columns: [
          { key: 'range', header: nameWithUnit(meta, { t, language }) },
          { key: 'count', header: t('areas.areas'), number: true },
        ],
        rows: bins.map((bin) => ({
          key: String(bin.from),
          cells: [range(bin.from, bin.to), format.count(bin.count)],
        })),
      }}
    />
  );
}
