import type { Change, ForecastView, Layers, Override } from "../lib/forecast-types";
import { addMonths } from "../lib/month";
import { channels, leafRegions, ownProducts, promotions, regions } from "./mock-company";

interface Scope {
  product_id?: string;
  region_id?: string;
  channel_id?: string;
}

export const overrides: Override[] = [];

const season = [1.05, 0.86, 0.9, 0.95, 1.05, 1.18, 1.25, 1.2, 1.08, 1.0, 0.86, 0.9];

const leaves = (region?: string): number => {
  if (!region) return leafRegions.length;
  const below = regions.filter((one) => one.parent_id === region).map((one) => one.id);
  return Math.max(
    1,
    leafRegions.filter((one) => one.id === region || below.includes(one.id)).length,
  );
};

const size = ({ product_id, region_id, channel_id }: Scope): number => {
  const at = ownProducts.findIndex((one) => one.id === product_id);
  const products =
    at < 0 ? ownProducts.reduce((sum, _, index) => sum + 1 + (index % 5), 0) : 1 + (at % 5);
  return products * leaves(region_id) * (channel_id ? 1 : channels.length - 1) * 420;
};

const wobble = (month: string): number => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return 1 + 0.05 * Math.sin(year * 7 + number * 2.3);
};

const numberOf = (month: string): number => Number(month.slice(5));
const agesFrom2023 = (month: string): number =>
  (Number(month.slice(0, 4)) - 2023) * 12 + numberOf(month);

export const actual = (scope: Scope, month: string): number =>
  Math.round(
    size(scope) *
      (1 + agesFrom2023(month) * 0.004) *
      (season[numberOf(month) - 1] ?? 1) *
      wobble(month),
  );

const matches = (override: Change, scope: Scope): boolean =>
  (!scope.product_id || scope.product_id === override.product_id) &&
  (!scope.region_id || !override.region_id || scope.region_id === override.region_id);

export const layersOf = (scope: Scope, target: string, extra: Change[] = []): Layers => {
  const level = Math.round(size(scope) * 1.1);
  const trend = Math.round(level * 0.004 * Math.max(1, agesFrom2023(target) - 44));
  const wave = Math.round((level + trend) * ((season[numberOf(target) - 1] ?? 1) - 1));
  const festival = Math.round(
    level * (target.endsWith("-01") || target.endsWith("-02") ? 0.12 : 0.01),
  );
  const promotion = Math.round(level * (target.endsWith("-11") ? 0.06 : 0.015));
  const layers: Layers = {
    level,
    trend,
    season: wave,
    festival,
    promotion,
    price: -Math.round(level * 0.008),
    coherence: -Math.round(level * 0.003),
    index_edit: 0,
    sales_override: 0,
    marketing_override: 0,
  };
  const base = Object.values(layers).reduce((sum, one) => sum + one, 0);
  for (const change of [...overrides, ...extra]) {
    if (change.target_month !== target || !matches(change, scope)) continue;
    const amount = change.quantity_change ?? Math.round(base * ((change.factor ?? 1) - 1));
    layers[change.layer] = (layers[change.layer] ?? 0) + amount;
  }
  return layers;
};

export const totalOf = (layers: Layers): number =>
  Object.values(layers).reduce((sum, one) => sum + one, 0);

const models = [
  { name: "ets", weight: 0.46, wape: 0.118, wape_naive: 0.171, wape_seasonal_naive: 0.149 },
  { name: "theta", weight: 0.33, wape: 0.122, wape_naive: 0.171, wape_seasonal_naive: 0.149 },
  { name: "regression", weight: 0.21, wape: 0.127, wape_naive: 0.171, wape_seasonal_naive: 0.149 },
];

export const forecastView = (scope: Scope, month: string): ForecastView => {
  const months = Array.from({ length: 36 }, (_, index) => addMonths(month, index - 35));
  const targets = Array.from({ length: 6 }, (_, index) => addMonths(month, index + 1));
  return {
    history: months.map((one) => ({
      month: one,
      quantity: actual(scope, one),
      value: actual(scope, one) * 320,
      stock_out: one === addMonths(month, -3),
    })),
    forecast: targets.map((target_month, index) => {
      const layers = layersOf(scope, target_month);
      const quantity = totalOf(layers);
      const spread = quantity * (0.07 + 0.015 * index);
      return {
        target_month,
        quantity,
        low80: Math.round(quantity - spread),
        high80: Math.round(quantity + spread),
        low95: Math.round(quantity - 1.6 * spread),
        high95: Math.round(quantity + 1.6 * spread),
        layers,
      };
    }),
    festivals: [
      { code: "mid_autumn", day: "2026-09-25" },
      { code: "national_day", day: "2026-10-01" },
      { code: "double_eleven", day: "2026-11-11" },
      { code: "spring_festival", day: "2027-02-06" },
    ],
    promotions: promotions.map((one) => ({
      id: one.id,
      name: String(one.name),
      first_day: String(one.first_day),
      last_day: String(one.last_day),
      depth: Number(one.depth),
    })),
    indices: targets.flatMap((target_month) => [
      {
        code: "season",
        target_month,
        index: season[numberOf(target_month) - 1] ?? 1,
        standard_error: 0.021,
        entered: true,
      },
      {
        code: "spring_festival",
        target_month,
        index: /-0[12]$/.test(target_month) ? 1.12 : 1,
        standard_error: 0.034,
        entered: true,
      },
      {
        code: "promotion",
        target_month,
        index: target_month.endsWith("-11") ? 1.06 : 1.015,
        standard_error: 0.018,
        entered: true,
      },
      {
        code: "price",
        target_month,
        index: 0.992,
        standard_error: 0.012,
        entered: false,
        reason: "did_not_pass_back_test",
      },
    ]),
    models,
    status: "ok",
    series: scope.product_id ? 48 : 1296,
    units_per_box: 15,
  };
};
