import type { EChartsCoreOption } from 'echarts/core';
import type { Tokens } from '../theme/tokens.ts';

export type ChartOption = EChartsCoreOption;

/** An axis with hairlines and quiet figures. */
export const axis = (tokens: Tokens): ChartOption => ({
  axisLine: { lineStyle: { color: tokens.lineStrong } },
  axisTick: { lineStyle: { color: tokens.lineStrong } },
  axisLabel: { color: tokens.textMuted, fontSize: 12 },
  splitLine: { lineStyle: { color: tokens.line } },
});
