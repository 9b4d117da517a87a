import type { ChartColours } from "@/components/charts/chart-colours";
import type { Anatomy, CleanedPoint, ModelLine } from "@/lib/anatomy-types";
import { number } from "@/lib/format";
import type { ForecastPoint, ForecastView } from "@/lib/forecast-types";
import { okabe } from "@/lib/theme";

type Values = (number | null)[];

/** What can be laid over history and forecast; each part can be switched off. */
export const chartParts = ["fit", "cleaned", "lastYear", "bands"] as const;
export type ChartPart = (typeof chartParts)[number];

export interface ExtraLine {
  name: string;
  colour: string;
  values: Values;
  strong: boolean;
}

export interface Extras {
  parts: ReadonlySet<ChartPart>;
  fit: Values | undefined;
  /** What was cleaned, by month; the point stands on the month's sales. */
  cleaned: ReadonlyMap<string, CleanedMonth>;
  /** The forecast without the causes that are switched off. */
  looked: Values | undefined;
  models: ExtraLine[];
}

export const modelKey = (model: ModelLine): string => `${model.name}-${model.aggregation}`;

const modelColours = ["#8A6D00", okabe.purple, okabe.sky, "#5B3F8C", okabe.orange, okabe.grey];

/** The same model has the same colour in the table and in the chart. */
export const modelColour = (models: ModelLine[], key: string): string => {
  const at = models.findIndex((one) => modelKey(one) === key);
  return modelColours[Math.max(0, at) % modelColours.length] ?? okabe.grey;
};

export interface CleanedMonth {
  y: number | null;
  texts: string[];
  /** Whether it moved the month's sum visibly. */
  notable: boolean;
}

interface Wanted {
  view: ForecastView;
  months: string[];
  anatomy: Anatomy | undefined;
  parts: ReadonlySet<ChartPart>;
  /** The forecast as it is looked at, when a cause is switched off. */
  looked: ForecastPoint[] | undefined;
  /** Models drawn, and the one pointed at. */
  chosen: ReadonlySet<string>;
  pointed: string | undefined;
  modelName: (model: ModelLine) => string;
  cleanedText: (point: CleanedPoint, amount: (quantity: number | null) => string) => string;
}

/** A line where it leaves another one, up to where they meet again. */
const apart = (line: Values, other: Values): Values => {
  const differs = (at: number) => (line[at] ?? null) !== (other[at] ?? null);
  return line.map((value, at) =>
    differs(at - 1) || differs(at) || differs(at + 1) ? value : null,
  );
};

/** Everything beside history and forecast, aligned on the chart's months, in boxes. */
export const chartExtras = (wanted: Wanted): Extras => {
  const { view, months, anatomy, parts, looked } = wanted;
  const per = view.units_per_box || 1;
  const box = (quantity: number | null | undefined) =>
    quantity === null || quantity === undefined ? null : Math.round(quantity / per);
  const sold = new Map(view.history.map((one) => [one.month, one.quantity]));
  const last = view.history.at(-1)?.month;
  const ahead = view.forecast.map((one) => one.target_month);
  // Like the forecast, every line into the future starts at the last known month.
  const future = (quantity: (at: number) => number | null | undefined): Values =>
    months.map((month) => {
      if (month === last) return box(sold.get(month));
      const at = ahead.indexOf(month);
      return at < 0 ? null : box(quantity(at));
    });
  const fitted = new Map((anatomy?.fit ?? []).map((one) => [one.month, one.quantity]));
  return {
    parts,
    fit: anatomy && parts.has("fit") ? months.map((one) => box(fitted.get(one))) : undefined,
    cleaned: parts.has("cleaned") ? cleanedMonths(wanted) : new Map(),
    looked:
      looked &&
      apart(
        future((at) => looked[at]?.quantity),
        future((at) => view.forecast[at]?.quantity),
      ),
    models: (anatomy?.models ?? [])
      .filter((one) => wanted.chosen.has(modelKey(one)) || modelKey(one) === wanted.pointed)
      .map((one) => ({
        name: wanted.modelName(one),
        colour: modelColour(anatomy?.models ?? [], modelKey(one)),
        values: future((at) => one.forecast[at]),
        strong: modelKey(one) === wanted.pointed,
      })),
  };
};

const notableShare = 0.005;
const mostSmall = 12;

/** What was cleaned by month. Small changes of very many months would only hide the line. */
const cleanedMonths = ({ view, anatomy, cleanedText }: Wanted): Map<string, CleanedMonth> => {
  const per = view.units_per_box || 1;
  const sold = new Map(view.history.map((one) => [one.month, one.quantity]));
  const changes = new Map<string, number>();
  const months = new Map<string, CleanedMonth>();
  for (const point of anatomy?.cleaned ?? []) {
    const quantity = sold.get(point.month) ?? null;
    const y = quantity === null ? null : Math.round(quantity / per);
    const found = months.get(point.month) ?? { y, texts: [], notable: false };
    found.texts.push(cleanedText(point, (one) => smallBoxes(one, per)));
    const change = (changes.get(point.month) ?? 0) + Math.abs(point.used - (point.was ?? 0));
    changes.set(point.month, change);
    found.notable = change > notableShare * (quantity ?? 0);
    months.set(point.month, found);
  }
  const small = [...months].filter(([, one]) => !one.notable);
  if (small.length > mostSmall) for (const [month] of small) months.delete(month);
  return months;
};

/** Boxes of one place, which may be few: with a decimal below a hundred. */
export const smallBoxes = (quantity: number | null, per: number | null): string => {
  const value = quantity === null ? null : quantity / (per || 1);
  return number(value, value !== null && Math.abs(value) < 100 ? 1 : 0);
};

interface Names {
  fit: string;
  cleaned: string;
  looked: string;
}

const line = (name: string, data: Values, color: string, style: object) => ({
  name,
  type: "line",
  data,
  symbol: "circle",
  symbolSize: 4,
  showSymbol: false,
  itemStyle: { color },
  lineStyle: { color, width: 1.5, ...style },
});

/** The chart's series of the extras, under the forecast and above the history. */
export const extraSeries = (
  extras: Extras,
  months: string[],
  colours: ChartColours,
  names: Names,
): object[] => [
  ...(extras.fit ? [line(names.fit, extras.fit, okabe.green, { width: 1.5, type: "solid" })] : []),
  ...extras.models.map((one) =>
    line(one.name, one.values, one.colour, { width: one.strong ? 3.5 : 1.75, type: [2, 3] }),
  ),
  ...(extras.looked
    ? [
        {
          ...line(names.looked, extras.looked, okabe.vermilion, { width: 2.5, type: "solid" }),
          showSymbol: true,
          z: 5,
        },
      ]
    : []),
  ...(extras.cleaned.size > 0
    ? [
        {
          name: names.cleaned,
          type: "line",
          data: months.map((month) => {
            const { y, notable } = extras.cleaned.get(month) ?? { y: null, notable: false };
            return {
              value: y,
              symbolSize: notable ? 10 : 6,
              itemStyle: { borderColor: notable ? okabe.vermilion : colours.quiet },
            };
          }),
          symbol: "diamond",
          showSymbol: true,
          showAllSymbol: true,
          z: 6,
          lineStyle: { opacity: 0 },
          itemStyle: { color: colours.background, borderColor: okabe.vermilion, borderWidth: 2 },
        },
      ]
    : []),
];
