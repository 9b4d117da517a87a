import type { ChartColours } from "@/components/charts/chart-colours";
import type { ChartOption } from "@/components/charts/echarts";

export interface WaterfallStep {
  name: string;
  value: number;
  /** A total stands on the ground; a step stands on what came before it. */
  total?: boolean;
}

interface Bar {
  name: string;
  ground: number;
  up: number;
  down: number;
  total: number;
  label: string;
}

/** The floating bars of a waterfall; steps that change nothing stay out. */
export const waterfallBars = (steps: WaterfallStep[], write: (value: number) => string): Bar[] => {
  let level = 0;
  return steps
    .filter((step) => step.total || step.value !== 0)
    .map((step) => {
      const before = step.total ? 0 : level;
      level = step.total ? step.value : level + step.value;
      const ground = Math.min(before, level);
      const size = Math.abs(level - before);
      return {
        name: step.name,
        ground: step.total ? 0 : ground,
        up: !step.total && step.value > 0 ? size : 0,
        down: !step.total && step.value < 0 ? size : 0,
        total: step.total ? step.value : 0,
        label: step.total ? write(step.value) : `${step.value > 0 ? "+" : ""}${write(step.value)}`,
      };
    });
};

interface Look {
  colours: ChartColours;
  write: (value: number) => string;
  unit: string;
  narrow?: boolean;
}

/** A waterfall: blue adds, orange takes away, grey is a total. Wide when it stands, lying on a phone. */
export const waterfallOption = (steps: WaterfallStep[], look: Look): ChartOption => {
  const { colours, write, unit, narrow } = look;
  const bars = waterfallBars(steps, write);
  const names = {
    type: "category",
    data: bars.map((bar) => bar.name),
    inverse: narrow,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.grid } },
    axisLabel: { color: colours.text, interval: 0, fontSize: 12 },
  };
  const values = {
    type: "value",
    name: unit,
    nameTextStyle: { color: colours.quiet },
    axisLabel: { color: colours.quiet, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.grid } },
  };
  const series = (key: "ground" | "up" | "down" | "total", color: string) => ({
    type: "bar",
    stack: "all",
    stackStrategy: "all",
    barMaxWidth: 46,
    silent: key === "ground",
    itemStyle: { color, borderRadius: 2 },
    data: bars.map((bar) => bar[key]),
    label:
      key === "ground"
        ? { show: false }
        : {
            show: true,
            position: narrow ? "right" : "top",
            color: colours.text,
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const bar = bars[dataIndex];
              return bar && bar[key] !== 0 ? bar.label : "";
            },
          },
  });
  return {
    animationDuration: 300,
    grid: { left: 8, right: narrow ? 64 : 16, top: 32, bottom: 8, containLabel: true },
    xAxis: narrow ? values : names,
    yAxis: narrow ? names : values,
    series: [
      series("ground", "transparent"),
      series("up", colours.up),
      series("down", colours.down),
      series("total", colours.total),
    ],
  };
};
