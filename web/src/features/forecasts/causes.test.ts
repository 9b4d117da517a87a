import { describe, expect, it } from "vitest";
import {
  causesOf,
  certainty,
  layerIndices,
  movingCodes,
  withoutCauses,
} from "@/features/forecasts/causes";
import type { Anatomy } from "@/lib/anatomy-types";
import type { ForecastPoint, ForecastView } from "@/lib/forecast-types";

// 100 × 1.1 × 1.2 × 1.5 × 0.5 × 2 = 198; then −18 of coherence, +20 of Sales: 200.
const point: ForecastPoint = {
  target_month: "2027-02",
  quantity: 200,
  low80: 180,
  high80: 240,
  low95: 150,
  high95: 300,
  layers: {
    level: 100,
    trend: 10,
    season: 22,
    festival: 66,
    price: -99,
    promotion: 99,
    coherence: -18,
    sales_override: 20,
  },
};

const view = { forecast: [point] } as ForecastView;

const influence = (code: string, layer: string, index: number) => ({
  code,
  layer,
  target_month: "2027-02",
  index,
  standard_error: 0.1,
  series: 3,
});

const anatomy = {
  influences: [
    influence("weekdays", "season", 0.96),
    influence("spring_festival", "festival", 1.25),
    influence("mid_autumn", "festival", 1.2),
    influence("promotion", "promotion", 2),
  ],
} as Anatomy;

describe("causes of a forecast", () => {
  it("are the layers' own factors where nothing finer is known", () => {
    expect(layerIndices(point.layers)).toEqual({
      trend: 1.1,
      season: 1.2,
      festival: 1.5,
      price: 0.5,
      promotion: 2,
    });
    expect(causesOf(view, undefined).map((one) => one.code)).toEqual([
      "trend",
      "season",
      "festival",
      "price",
      "promotion",
    ]);
  });

  it("take a layer apart and still multiply up to it", () => {
    const causes = causesOf(view, anatomy);
    expect(causes.map((one) => one.code)).toEqual([
      "trend",
      "season",
      "weekdays",
      "spring_festival",
      "mid_autumn",
      "price",
      "promotion",
    ]);
    const season = causes.filter((one) => one.layer === "season");
    expect(season.reduce((all, one) => all * one.index, 1)).toBeCloseTo(1.2, 12);
  });

  it("have a switch where they move anything, in the order of the layers", () => {
    const still = { ...causesOf(view, anatomy)[0], code: "price", layer: "price", index: 1.0001 };
    expect(movingCodes([still as never, ...causesOf(view, anatomy).slice(3).reverse()])).toEqual([
      "mid_autumn",
      "spring_festival",
      "price",
      "promotion",
    ]);
  });

  it("say how sure they are", () => {
    const [trend] = causesOf(view, anatomy);
    const [first, second] = causesOf(view, anatomy).filter((one) => one.layer === "festival");
    expect(trend && certainty(trend)).toBeUndefined();
    expect(first && certainty(first)).toBe("sure");
    expect(second && certainty({ ...second, index: 1.15 })).toBe("likely");
    expect(second && certainty({ ...second, index: 0.95 })).toBe("unsure");
    expect(second && certainty({ ...second, index: 0.998 })).toBe("small");
  });
});

describe("a forecast without some causes", () => {
  const causes = causesOf(view, anatomy);
  const without = (...codes: string[]) => withoutCauses(point, causes, new Set(codes));

  it("is the same when nothing is switched off", () => {
    expect(without()).toBe(point);
    expect(without("no_such_cause")).toBe(point);
  });

  it("loses the factor; what people added stays", () => {
    expect(without("promotion").quantity).toBeCloseTo(180 / 2 + 20, 9);
    expect(without("price").quantity).toBeCloseTo(180 / 0.5 + 20, 9);
    expect(without("spring_festival").quantity).toBeCloseTo(180 / 1.25 + 20, 9);
    expect(without("spring_festival", "promotion").quantity).toBeCloseTo(180 / 2.5 + 20, 9);
  });

  it("keeps adding up, layer by layer", () => {
    const seen = without("spring_festival", "season");
    const sum = Object.values(seen.layers).reduce((all, one) => all + one, 0);
    expect(sum).toBeCloseTo(seen.quantity, 9);
    expect(seen.layers.level).toBe(100);
    expect(seen.layers.trend).toBeCloseTo(10, 9);
    expect(seen.layers.sales_override).toBeCloseTo(20, 9);
  });

  it("is as uncertain in proportion", () => {
    const seen = without("promotion");
    expect(seen.high80 - seen.quantity).toBeCloseTo(40 * (110 / 200), 9);
    expect(seen.low95).toBeGreaterThanOrEqual(0);
  });
});
