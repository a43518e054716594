import { type EChartsType, init } from 'echarts/core';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useTokens } from '../theme/Theme.tsx';
import type { Tokens } from '../theme/tokens.ts';
import { registerChartParts } from './modules.ts';
import type { ChartOption } from './style.ts';

registerChartParts();

interface CanvasProps {
  readonly label: string;
  readonly option: (tokens: Tokens) => ChartOption;
  readonly height: number;
  readonly onHover?: (dataIndex: number) => void;
  readonly onClick?: (dataIndex: number) => void;
}

/** One ECharts drawing; ECharts itself puts `role="img"` and the label on it. */
export function Canvas({ label, option, height, onHover, onClick }: CanvasProps): ReactElement {
  const tokens = useTokens();
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const act = useRef({ onHover, onClick });
  useEffect(() => {
    act.current = { onHover, onClick };
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = init(host.current);
    made.on('mouseover', ({ dataIndex }) => {
      act.current.onHover?.(dataIndex);
    });
    made.on('mouseout', () => {
      act.current.onHover?.(-1);
    });
    made.on('click', ({ dataIndex }) => {
      act.current.onClick?.(dataIndex);
    });
    const watch = new ResizeObserver(() => {
      made.resize();
    });
    watch.observe(host.current);
    setChart(made);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart === null || chart.isDisposed()) return;
    chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 12, color: tokens.textMuted },
        aria: { enabled: true, label: { description: label } },
        ...option(tokens),
      },
      { notMerge: true },
    );
  }, [chart, tokens, label, option]);

  return <div ref={host} style={{ height }} />;
}
