import { CustomChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

/** Only what is used: each part is weight in the bundle. */
export function registerChartParts(): void {
  use([CustomChart, AriaComponent, GridComponent, CanvasRenderer]);
}
