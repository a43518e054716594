import type { EChartsCoreOption } from 'echarts/core';
import type { Tokens } from '../theme/tokens.ts';

export type ChartOption = EChartsCoreOption;

/** A tooltip that the content policy allows: drawn on the canvas, in the window's colours. */
export const tooltip = (tokens: Tokens): ChartOption => ({
  renderMode: 'richText',
  backgroundColor: tokens.surface,
  borderColor: tokens.lineStrong,
  borderWidth: 1,
  padding: [4, 8],
  textStyle: { color: tokens.text, fontSize: 12 },
  transitionDuration: 0,
});

/** An axis with hairlines and quiet figures. */
export const axis = (tokens: Tokens): ChartOption => ({
  axisLine: { lineStyle: { color: tokens.lineStrong } },
  axisTick: { lineStyle: { color: tokens.lineStrong } },
  axisLabel: { color: tokens.textMuted, fontSize: 12 },
  splitLine: { lineStyle: { color: tokens.line } },
});
