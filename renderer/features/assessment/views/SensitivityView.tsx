import { type ReactElement, useCallback } from 'react';
import type { Interval } from '../../../../shared/domain/uncertainty/sobol.ts';
import type { VariedFactor } from '../../../../shared/domain/uncertainty/sensitivity.ts';
import { useWords } from '../../../i18n/words.ts';
import { Chart } from '../../../ui/chart/Chart.tsx';
import { axis, type ChartOption } from '../../../ui/chart/style.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { Tokens } from '../../../ui/theme/tokens.ts';
import { useMethodNames } from '../model/names.ts';
import type { Sensitive } from '../model/uncertainty.ts';
import styles from './Views.module.css';

/** The part of ECharts' drawing interface that a bar with its interval needs. */
interface RenderApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
  readonly size: (of: readonly [number, number]) => readonly [number, number];
}

const ROW = 30;
/** Shares of the variance; estimates may stray below nothing. */
const inside = (share: number): number => Math.max(0, Math.min(1, share));

/** Which choices the ranks hang on: each factor alone and together with others, as bars with their intervals and as a table. */
export function SensitivityView({
  sensitive,
  areaName,
}: {
  readonly sensitive: Sensitive;
  /** Null when it is about all areas. */
  readonly areaName: string | null;
}): ReactElement {
  const { t, format } = useWords();
  const { name } = useMethodNames();
  const { factors, mean } = sensitive;
  const said = useCallback(
    (factor: VariedFactor): string =>
      factor.kind === 'weight'
        ? t('assessment.factor.weight', { name: name(factor.id) })
        : t(`assessment.factor.${factor.kind}`),
    [t, name],
  );
  const option = useCallback(
    (tokens: Tokens): ChartOption => ({
      grid: { left: 210, right: 16, top: 4, bottom: 20 },
      xAxis: {
        ...axis(tokens),
        type: 'value',
        min: 0,
        max: 1,
        axisLabel: { color: tokens.textMuted, fontSize: 12, formatter: (share: number) => format.share(share) },
      },
      yAxis: {
        ...axis(tokens),
        type: 'category',
        inverse: true,
        data: factors.map(({ factor }) => said(factor)),
        axisLabel: { color: tokens.text, fontSize: 12, width: 200, overflow: 'truncate' },
        splitLine: { show: false },
      },
      series: [
        {
          type: 'custom',
          encode: { x: [1, 2, 3, 4, 5, 6], y: 0 },
          data: factors.map(({ first, firstInterval, total, totalInterval }, at) => [
            at,
            ...[first, firstInterval.low, firstInterval.high, total, totalInterval.low, totalInterval.high].map(inside),
          ]),
          renderItem: (_parameters: unknown, api: RenderApi) => {
            const row = api.value(0);
            const height = Math.min(9, api.size([0, 1])[1] / 3);
            const bar = (from: number, offset: number, fill: string): readonly object[] => {
              const [left, middle] = api.coord([0, row]);
              const top = middle + offset * height;
              const at = (dimension: number): number => api.coord([api.value(dimension), row])[0];
              return [
                {
                  type: 'rect',
                  shape: { x: left, y: top, width: at(from) - left, height: height - 1 },
                  style: { fill },
                },
                {
                  type: 'line',
                  shape: { x1: at(from + 1), y1: top + height / 2, x2: at(from + 2), y2: top + height / 2 },
                  style: { stroke: tokens.text, lineWidth: 1 },
                },
              ];
            };
            return { type: 'group', children: [...bar(1, -1, tokens.accent), ...bar(4, 0, tokens.mark)] };
          },
        },
      ],
    }),
    [factors, format, said],
  );
  if (factors.length === 0) return <p className={styles['note']}>{t('assessment.nothingVaries')}</p>;
  const interval = ({ low, high }: Interval): string =>
    t('classes.fromTo', { from: format.number(100 * low, 0), to: format.number(100 * high, 0) });
  const label =
    areaName === null
      ? t('assessment.sensitivitySaid', { mean: format.number(mean, 1) })
      : t('assessment.sensitivityOfSaid', { name: areaName, mean: format.number(mean, 1) });
  return (
    <ScrollRegion label={t('assessment.whatDecides')} fill>
      <div className={styles['sensitivity']}>
        <p className={styles['note']}>{label}</p>
        <Chart
          title={t('assessment.firstAndTotal')}
          label={label}
          option={option}
          height={ROW * factors.length + 28}
          table={{
            columns: [
              { key: 'factor', header: t('assessment.factor') },
              { key: 'first', header: t('assessment.firstOrder'), number: true },
              { key: 'firstInterval', header: t('assessment.interval95'), number: true },
              { key: 'total', header: t('assessment.totalOrder'), number: true },
              { key: 'totalInterval', header: t('assessment.interval95'), number: true },
            ],
            rows: factors.map(({ factor, first, firstInterval, total, totalInterval }) => ({
              key: said(factor),
              cells: [
                said(factor),
                format.number(100 * first, 0),
                interval(firstInterval),
                format.number(100 * total, 0),
                interval(totalInterval),
              ],
            })),
          }}
        />
      </div>
    </ScrollRegion>
  );
}
