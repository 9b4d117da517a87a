import { describe, expect, it } from "vitest";
import { forecastSeries } from "@/features/forecasts/chart-option";
import type { ForecastView } from "@/lib/forecast-types";
import { monthsFrom } from "@/lib/month";

const view: ForecastView = {
  history: monthsFrom("2025-01", 13).map((month, at) => ({ month, quantity: (at + 1) * 24 })),
  forecast: monthsFrom("2026-02", 2).map((target_month) => ({
    target_month,
    quantity: 240,
    low80: 192,
    high80: 288,
    low95: 144,
    high95: 336,
    layers: { level: 240 },
  })),
  festivals: [],
  promotions: [],
  indices: [],
  models: [],
  status: "ok",
  series: 1,
  units_per_box: 24,
};

describe("series of the forecast chart", () => {
  const series = forecastSeries(view);

  it("are in boxes, history and horizon on one axis", () => {
    expect(series.months).toHaveLength(15);
    expect(series.actual.slice(0, 2)).toEqual([1, 2]);
    expect(series.forecast.slice(-2)).toEqual([10, 10]);
    expect(series.low95.at(-1)).toBe(6);
  });

  it("join the forecast to the last known month", () => {
    expect(series.forecast[12]).toBe(13);
    expect(series.high80[12]).toBe(13);
    expect(series.forecast[11]).toBeNull();
  });

  it("lay last year under this one, also under the horizon", () => {
    expect(series.lastYear[12]).toBe(1);
    expect(series.lastYear.at(-1)).toBe(3);
    expect(series.lastYear[0]).toBeNull();
  });
});
