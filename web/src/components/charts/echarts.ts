import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  CustomChart,
  GridComponent,
  LegendComponent,
  LineChart,

  MarkLineComponent,
  TooltipComponent,
]);

export const startChart = (element: HTMLElement) => echarts.init(element);
export type Chart = ReturnType<typeof startChart>;
export type ChartOption = echarts.EChartsCoreOption;
