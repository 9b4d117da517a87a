import type { ChartColours } from "@/components/charts/chart-colours";
import type { ChartOption } from "@/components/charts/echarts";
import { extraSeries, type Extras } from "@/features/forecasts/chart-extras";
import { axis, boxes, month as writeMonth, monthShort } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";
import { addMonths } from "@/lib/month";

export interface ChartWords {
  actual: string;
  forecast: string;
  lastYear: string;
  band80: string;
  band95: string;
  stockOut: string;
  fit: string;
  cleaned: string;
  looked: string;
  unit: string;
  festival: (code: string) => string;
}

type Values = (number | null)[];

/** The series of the chart, aligned on months, in boxes. */
export interface ForecastSeries {
  months: string[];
  actual: Values;
  forecast: Values;
  lastYear: Values;
  low80: Values;
  high80: Values;
  low95: Values;
  high95: Values;
  stockOut: Values;
}

export const forecastSeries = (view: ForecastView): ForecastSeries => {
  const per = view.units_per_box || 1;
  const history = new Map(view.history.map((one) => [one.month, one]));
  const points = new Map(view.forecast.map((one) => [one.target_month, one]));
  const months = [
    ...history.keys(),
    ...[...points.keys()].filter((one) => !history.has(one)),
  ].sort();
  const lastKnown = view.history.at(-1)?.month;
  const box = (value: number | null | undefined) =>
    value === null || value === undefined ? null : Math.round(value / per);
  const known = (month: string) => box(history.get(month)?.quantity);
  // The forecast's line and bands start at the last known month, so that nothing hangs in the air.
  const point = (pick: "quantity" | "low80" | "high80" | "low95" | "high95") =>
    months.map((one) => (one === lastKnown ? known(one) : box(points.get(one)?.[pick])));
  return {
    months,
    actual: months.map(known),
    forecast: point("quantity"),
    lastYear: months.map((one) =>
      one >= (lastKnown ?? "") || history.has(one) ? known(addMonths(one, -12)) : null,
    ),
    low80: point("low80"),
    high80: point("high80"),
    low95: point("low95"),
    high95: point("high95"),
    stockOut: months.map((one) => (history.get(one)?.stock_out ? known(one) : null)),
  };
};

const minus = (a: Values, b: Values): Values =>
  a.map((value, index) => {
    const other = b[index];
    return value === null || other === null || other === undefined ? null : value - other;
  });

const bands = (series: ForecastSeries, colours: ChartColours) => {
  const area = (name: string, data: Values, opacity: number) => ({
    name,
    type: "line",
    stack: "band",
    data,
    symbol: "none",
    silent: true,
    lineStyle: { opacity: 0 },
    areaStyle: { color: colours.forecast, opacity },
    tooltip: { show: false },
  });
  return [
    area("low", series.low95, 0),
    area("95", minus(series.low80, series.low95), 0.12),
    area("80", minus(series.high80, series.low80), 0.26),
    area("95+", minus(series.high95, series.high80), 0.12),
  ];
};

/** Festivals that move a month's sales; the others would only crowd the chart. */
const greatFestivals = new Set([
  "spring_festival",
  "dragon_boat",
  "mid_autumn",
  "national_day",
  "mid_year_sale",
  "singles_day",
  "double_eleven",
]);

const festivalMarks = (
  view: ForecastView,
  months: string[],
  colours: ChartColours,
  words: ChartWords,
) => {
  const seen = new Map<string, string[]>();
  const first = view.forecast[0]?.target_month ?? "";
  for (const { code, day } of view.festivals) {
    const month = day.slice(0, 7);
    // Past festivals are many; they are labelled in the last year and the horizon only.
    if (!greatFestivals.has(code) || !months.includes(month) || month < addMonths(first, -12))
      continue;
    seen.set(month, [...(seen.get(month) ?? []), words.festival(code)]);
  }
  return {
    symbol: "none",
    silent: true,
    lineStyle: { color: colours.festival, type: "dotted", width: 1 },
    data: [...seen].map(([month, names], index) => ({
      xAxis: month,
      label: {
        formatter: names.join("\n"),
        position: "end",
        // At the left edge the axis' unit stands where the words would.
        align: months.indexOf(month) < 2 ? "left" : "center",
        distance: [0, 4 + 14 * (index % 3)],
        color: colours.festival,
        fontSize: 11,
        lineHeight: 13,
      },
    })),
  };
};

/** Months with a promotion as shaded spans behind everything else. */
const promotionSpans = (view: ForecastView, months: string[], colours: ChartColours) => {
  // Overlapping promotions shade a month once.
  const shaded = months.flatMap((month, at) =>
    view.promotions.some(
      (one) => one.first_day.slice(0, 7) <= month && one.last_day.slice(0, 7) >= month,
    )
      ? [[at, at]]
      : [],
  );
  // Where some promotion always runs, shading tells nothing.
  const always = shaded.length > mostShaded && shaded.length > (2 * months.length) / 5;
  return {
    type: "custom",
    silent: true,
    z: 0,
    tooltip: { show: false },
    data: always ? [] : shaded,
    encode: { x: 0, y: -1, tooltip: [] },
    renderItem: (place: RenderPlace, api: RenderApi) => {
      const [from = 0, to = 0] = [api.value(0), api.value(1)];
      const [left = 0] = api.coord([from, 0]);
      const [width = 0] = api.size([1, 0]);
      const { y, height } = place.coordSys;
      return {
        type: "rect",
        shape: { x: left - width / 2, y, width: (to - from + 1) * width, height },
        style: { fill: colours.promotion, opacity: 0.14 },
      };
    },
  };
};

interface RenderPlace {
  coordSys: { y: number; height: number };
}

interface RenderApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => number[];
  size: (extent: [number, number]) => number[];
}

const mostTexts = 5;

const mostShaded = 15;

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const tooltip = (
  series: ForecastSeries,
  view: ForecastView,
  words: ChartWords,
  extras: Extras,
) => ({
  trigger: "axis",
  confine: true,
  formatter: (items: { dataIndex: number }[]) => {
    const at = items[0]?.dataIndex ?? 0;
    const month = series.months[at] ?? "";
    const line = (name: string, text: string) =>
      `<div>${escape(name)}: <b>${escape(text)}</b></div>`;
    const isForecast = view.forecast.some((one) => one.target_month === month);
    const rows = [`<div><b>${writeMonth(month)}</b></div>`];
    if (!isForecast) {
      rows.push(line(words.actual, boxes(series.actual[at])));
      if (extras.fit) rows.push(line(words.fit, boxes(extras.fit[at])));
    } else {
      rows.push(line(words.forecast, boxes(series.forecast[at])));
      rows.push(line(words.band80, `${boxes(series.low80[at])} – ${boxes(series.high80[at])}`));
      rows.push(line(words.band95, `${boxes(series.low95[at])} – ${boxes(series.high95[at])}`));
      if (extras.looked) rows.push(line(words.looked, boxes(extras.looked[at])));
      for (const one of extras.models) rows.push(line(one.name, boxes(one.values[at])));
    }
    rows.push(line(words.lastYear, boxes(series.lastYear[at])));
    const cleaned = extras.cleaned.get(month)?.texts ?? [];
    if (cleaned.length > 0) rows.push(`<div>${escape(words.cleaned)}:</div>`);
    for (const text of cleaned.slice(0, mostTexts)) rows.push(`<div>· ${escape(text)}</div>`);
    if (cleaned.length > mostTexts) rows.push(`<div>… +${cleaned.length - mostTexts}</div>`);
    for (const one of view.promotions)
      if (one.first_day.slice(0, 7) <= month && one.last_day.slice(0, 7) >= month)
        rows.push(`<div>${escape(one.name)}</div>`);
    return rows.join("");
  },
});

/** History solid, forecast dashed in its bands, last year thin grey, festivals and promotions marked. */
export const forecastOption = (
  view: ForecastView,
  series: ForecastSeries,
  extras: Extras,
  look: { colours: ChartColours; words: ChartWords },
): ChartOption => {
  const { colours, words } = look;
  const line = (name: string, data: Values, color: string, more: object = {}) => ({
    name,
    type: "line",
    data,
    symbol: "circle",
    symbolSize: 4,
    showSymbol: false,
    itemStyle: { color },
    lineStyle: { color, width: 2 },
    ...more,
  });
  return {
    animationDuration: 300,
    grid: { left: 8, right: 16, top: 76, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 22,
      textStyle: { color: colours.text },
      type: "scroll",
      data: [
        words.actual,
        ...(extras.fit ? [words.fit] : []),
        words.forecast,
        ...(extras.looked ? [words.looked] : []),
        ...(extras.parts.has("lastYear") ? [words.lastYear] : []),
        ...(extras.cleaned.size > 0 ? [words.cleaned] : []),
        ...extras.models.map((one) => one.name),
      ],
    },
    tooltip: tooltip(series, view, words, extras),
    xAxis: {
      type: "category",
      data: series.months,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.grid } },
      axisLabel: {
        color: colours.quiet,
        hideOverlap: true,
        formatter: (month: string) =>
          month.endsWith("-01") ? `${monthShort(month)}\n${month.slice(0, 4)}` : monthShort(month),
      },
    },
    yAxis: {
      type: "value",
      name: words.unit,
      scale: false,
      nameTextStyle: { color: colours.quiet, align: "left" },
      nameGap: 10,
      axisLabel: { color: colours.quiet, formatter: axis },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: [
      promotionSpans(view, series.months, colours),
      ...(extras.parts.has("bands") ? bands(series, colours) : []),
      ...(extras.parts.has("lastYear")
        ? [
            line(words.lastYear, series.lastYear, colours.lastYear, {
              lineStyle: { color: colours.lastYear, width: 1 },
              symbol: "none",
            }),
          ]
        : []),
      line(words.actual, series.actual, colours.history, {
        markLine: festivalMarks(view, series.months, colours, words),
      }),
      line(words.forecast, series.forecast, colours.forecast, {
        lineStyle: { color: colours.forecast, width: 2.5, type: [6, 4] },
        showSymbol: true,
      }),
      ...extraSeries(extras, series.months, colours, words),
      {
        name: words.stockOut,
        type: "bar",
        data: series.stockOut,
        barWidth: 12,
        silent: true,
        itemStyle: {
          color: "transparent",
          decal: {
            symbol: "rect",
            dashArrayX: [1, 0],
            dashArrayY: [2, 4],
            rotation: -0.8,
            color: colours.short,
          },
        },
        tooltip: { show: false },
      },
    ],
  };
};
