import type { Anatomy, Hindsight, HindsightMonth, ModelLine } from "../lib/anatomy-types";
import { addMonths } from "../lib/month";
import { actual, forecastView, layersOf, totalOf } from "./mock-forecast";

interface Scope {
  product_id?: string;
  region_id?: string;
  channel_id?: string;
}

const pool: [name: string, aggregation: number, weight: number, wape: number, tilt: number][] = [
  ["seasonal_level", 1, 0.41, 0.098, 0.99],
  ["seasonal_trend", 1, 0.33, 0.104, 1.03],
  ["dynamic_theta", 4, 0.26, 0.127, 1.06],
];

const modelsOf = (scope: Scope, targets: string[]): ModelLine[] =>
  pool.map(([name, aggregation, weight, wape, tilt], at) => ({
    name,
    aggregation,
    weight,
    prior: 1 / pool.length,
    wape,
    series: 12,
    best_in: [6, 4, 2][at] ?? 0,
    forecast: targets.map((target) => Math.round(totalOf(layersOf(scope, target)) * tilt)),
  }));

export const anatomyOf = (scope: Scope, month: string): Anatomy => {
  const view = forecastView(scope, month);
  const targets = view.forecast.map((one) => one.target_month);
  const wild = addMonths(month, -9);
  return {
    grain: "nodes",
    series: 12,
    matches: true,
    means: view.forecast.map((one) => one.quantity),
    fit: view.history.map((one, at) => ({
      month: one.month,
      quantity: at < 2 ? null : Math.round((one.quantity ?? 0) * (at % 2 ? 1.04 : 0.97)),
    })),
    cleaned: [
      { month: wild, reason: "outlier", region: "重庆", channel: "商超", was: 900, used: 610 },
    ],
    cleaned_total: 1,
    models: modelsOf(scope, targets),
    backtest: { origins: 3, wape: 0.101, wape_naive: 0.171, wape_seasonal_naive: 0.149 },
    influences: targets.map((target_month) => ({
      code: "promotion",
      layer: "promotion",
      target_month,
      index: 1.05,
      standard_error: 0.01,
      series: 12,
    })),
    statuses: [{ status: "regular", series: 12 }],
  };
};

const seen = (scope: Scope, month: string, lead: number): HindsightMonth => {
  const sold = actual(scope, month);
  const forecast = Math.round(sold * (1 + 0.04 * lead * Math.sin(Number(month.slice(5)) * 1.7)));
  const band = (width: number) => Math.round(forecast * width);
  return {
    month,
    lead,
    origin: addMonths(month, -lead),
    source: "rerun",
    forecast,
    low80: forecast - band(0.06),
    high80: forecast + band(0.06),
    low95: forecast - band(0.1),
    high95: forecast + band(0.1),
    published: null,
    actual: sold,
    naive: actual(scope, addMonths(month, -lead)),
    seasonal_naive: actual(scope, addMonths(month, -12)),
  };
};

export const hindsightOf = (scope: Scope, month: string): Hindsight => ({
  grain: "nodes",
  series: 12,
  months: Array.from({ length: 12 }, (_, at) => addMonths(month, at - 11)).flatMap((one) =>
    [1, 3].map((lead) => seen(scope, one, lead)),
  ),
  scores: [1, 3].map((lead) => ({
    lead,
    months: 12,
    within80: 10 - lead,
    within95: 12 - lead,
    engine: { months: 12, wape: 0.025 * lead, bias: 0.004 },
    published: { months: 0, wape: null, bias: null },
    naive: { months: 12, wape: 0.09 * lead, bias: -0.02 },
    seasonal_naive: { months: 12, wape: 0.061, bias: -0.046 },
  })),
});
