import type { ChartColours } from "@/components/charts/chart-colours";
import type { ChartOption } from "@/components/charts/echarts";
import type { HindsightMonth } from "@/lib/anatomy-types";
import { axis, boxes, month as writeMonth, monthShort } from "@/lib/format";
import { okabe } from "@/lib/theme";

export interface HindsightWords {
  actual: string;
  then: string;
  naive: string;
  seasonal: string;
  band80: string;
  band95: string;
  hit: string;
  missed: string;
  unit: string;
}

type Values = (number | null)[];

/** The months of one lead as lines of the chart, in boxes. */
export interface HindsightLines {
  months: string[];
  actual: Values;
  then: Values;
  naive: Values;
  seasonal: Values;
  low80: Values;
  high80: Values;
  low95: Values;
  high95: Values;
}

export const within = (low: number, value: number, high: number): boolean =>
  low <= value && value <= high;

export const hindsightLines = (rows: HindsightMonth[], per: number | null): HindsightLines => {
  const pick = (quantity: (row: HindsightMonth) => number | null): Values =>
    rows.map((row) => {
      const value = quantity(row);
      return value === null ? null : Math.round(value / (per || 1));
    });
  return {
    months: rows.map((row) => row.month),
    actual: pick((row) => row.actual),
    then: pick((row) => row.forecast),
    naive: pick((row) => row.naive),
    seasonal: pick((row) => row.seasonal_naive),
    low80: pick((row) => row.low80),
    high80: pick((row) => row.high80),
    low95: pick((row) => row.low95),
    high95: pick((row) => row.high95),
  };
};

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => number[];
}

/** Upright bars from low to high: thick to 80 %, thin to 95 %. */
const spans = (lines: HindsightLines, colour: string) => ({
  type: "custom",
  silent: true,
  z: 3,
  tooltip: { show: false },
  dimensions: ["x", "low80", "high80", "low95", "high95"],
  encode: { x: 0, y: [1, 2, 3, 4], tooltip: [] },
  data: lines.months.map((_, at) => [
    at,
    lines.low80[at] ?? null,
    lines.high80[at] ?? null,
    lines.low95[at] ?? null,
    lines.high95[at] ?? null,
  ]),
  renderItem: (_: unknown, api: RenderApi) => {
    const at = api.value(0);
    const bar = (low: number, high: number, width: number, opacity: number) => {
      const [x = 0, bottom = 0] = api.coord([at, low]);
      const [, top = 0] = api.coord([at, high]);
      return {
        type: "rect",
        shape: { x: x - width / 2, y: top, width, height: Math.max(1, bottom - top), r: width / 2 },
        style: { fill: colour, opacity },
      };
    };
    return {
      type: "group",
      children: [
        bar(api.value(3), api.value(4), 4, 0.25),
        bar(api.value(1), api.value(2), 10, 0.35),
      ],
    };
  },
});

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const tooltip = (lines: HindsightLines, words: HindsightWords) => ({
  trigger: "axis",
  confine: true,
  formatter: (items: { dataIndex: number }[]) => {
    const at = items[0]?.dataIndex ?? 0;
    const line = (name: string, text: string) =>
      `<div>${escape(name)}: <b>${escape(text)}</b></div>`;
    const range = (low: Values, high: Values) => `${boxes(low[at])} – ${boxes(high[at])}`;
    const hit = within(lines.low80[at] ?? 0, lines.actual[at] ?? 0, lines.high80[at] ?? 0);
    return [
      `<div><b>${writeMonth(lines.months[at])}</b></div>`,
      line(words.actual, boxes(lines.actual[at])),
      line(words.then, boxes(lines.then[at])),
      line(words.band80, `${range(lines.low80, lines.high80)} · ${hit ? words.hit : words.missed}`),
      line(words.band95, range(lines.low95, lines.high95)),
      line(words.naive, boxes(lines.naive[at])),
      line(words.seasonal, boxes(lines.seasonal[at])),
    ].join("");
  },
});

/** What was sold as a line, what would have been forecast as points with their intervals. */
export const hindsightOption = (
  lines: HindsightLines,
  colours: ChartColours,
  words: HindsightWords,
): ChartOption => {
  const line = (name: string, data: Values, color: string, style: object) => ({
    name,
    type: "line",
    data,
    symbol: "circle",
    symbolSize: 5,
    showSymbol: false,
    itemStyle: { color },
    lineStyle: { color, width: 1.5, ...style },
  });
  return {
    animationDuration: 300,
    grid: { left: 8, right: 16, top: 60, bottom: 4, containLabel: true },
    legend: { type: "scroll", top: 0, left: 0, itemWidth: 22, textStyle: { color: colours.text } },
    tooltip: tooltip(lines, words),
    xAxis: {
      type: "category",
      data: lines.months,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.grid } },
      axisLabel: {
        color: colours.quiet,
        formatter: (month: string) =>
          month.endsWith("-01") ? `${monthShort(month)}\n${month.slice(0, 4)}` : monthShort(month),
      },
    },
    yAxis: {
      type: "value",
      name: words.unit,
      nameTextStyle: { color: colours.quiet, align: "left" },
      nameGap: 10,
      axisLabel: { color: colours.quiet, formatter: axis },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: [
      spans(lines, colours.forecast),
      line(words.seasonal, lines.seasonal, colours.lastYear, { width: 1.25 }),
      line(words.naive, lines.naive, okabe.orange, { width: 1.25, type: [2, 3] }),
      { ...line(words.actual, lines.actual, colours.history, { width: 2 }), showSymbol: true },
      {
        ...line(words.then, lines.then, colours.forecast, { opacity: 0 }),
        symbol: "diamond",
        symbolSize: 11,
        showSymbol: true,
        z: 5,
      },
    ],
  };
};
