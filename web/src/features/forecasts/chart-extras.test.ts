import { describe, expect, it } from "vitest";
import { chartExtras, chartParts, modelKey } from "@/features/forecasts/chart-extras";
import type { Anatomy } from "@/lib/anatomy-types";
import type { ForecastView } from "@/lib/forecast-types";
import { monthsFrom } from "@/lib/month";

const months = monthsFrom("2026-09", 4);
const point = (target_month: string, quantity: number) => ({
  target_month,
  quantity,
  low80: 0,
  high80: 0,
  low95: 0,
  high95: 0,
  layers: {},
});
const view = {
  history: [
    { month: "2026-09", quantity: 120 },
    { month: "2026-10", quantity: 240 },
  ],
  forecast: [point("2026-11", 240), point("2026-12", 360)],
  units_per_box: 24,
} as ForecastView;
const model = {
  name: "dynamic_theta",
  aggregation: 4,
  weight: 1,
  prior: 1,
  wape: 0.1,
  series: 1,
  best_in: 1,
  forecast: [480, 720],
};
const cleaned = { month: "2026-09", region: "郑州", channel: null, was: null, used: 1200 };
const anatomy = {
  fit: [
    { month: "2026-09", quantity: null },
    { month: "2026-10", quantity: 264 },
  ],
  cleaned: [{ ...cleaned, reason: "missing" }],
  models: [model],
} as unknown as Anatomy;

const extras = (more: object = {}) =>
  chartExtras({
    view,
    months,
    anatomy,
    parts: new Set(chartParts),
    looked: undefined,
    chosen: new Set(),
    pointed: undefined,
    modelName: (one) => one.name,
    cleanedText: ({ region, reason }, amount) =>
      `${region} ${amount(null)} ${amount(1200)} ${reason}`,
    ...more,
  });

describe("what lies over the forecast chart", () => {
  it("is the fit in boxes, and the months that were cleaned", () => {
    expect(extras().fit).toEqual([null, 11, null, null]);
    expect(extras().cleaned.get("2026-09")).toEqual({
      y: 5,
      texts: ["郑州 – 50.0 missing"],
      notable: true,
    });
    expect(extras({ parts: new Set() }).fit).toBeUndefined();
    expect(extras({ parts: new Set() }).cleaned.size).toBe(0);
    expect(extras({ anatomy: undefined }).fit).toBeUndefined();
  });

  it("is a model's own line from the last known month, chosen or pointed at", () => {
    expect(extras().models).toEqual([]);
    const [chosen] = extras({ chosen: new Set([modelKey(model)]) }).models;
    expect(chosen?.values).toEqual([null, 10, 20, 30]);
    expect(chosen?.strong).toBe(false);
    expect(extras({ pointed: modelKey(model) }).models[0]?.strong).toBe(true);
  });

  it("is the forecast that is looked at, where it differs", () => {
    const looked = [point("2026-11", 240), point("2026-12", 240)];
    expect(extras({ looked }).looked).toEqual([null, null, 10, 10]);
  });
});
