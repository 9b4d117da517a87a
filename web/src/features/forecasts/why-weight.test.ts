import { describe, expect, it } from "vitest";
import { bestOf, whyWeight } from "@/features/forecasts/use-model-words";
import type { ModelLine } from "@/lib/anatomy-types";

const model = (name: string, wape: number | null, prior: number, weight: number): ModelLine => ({
  name,
  aggregation: 1,
  weight,
  prior,
  wape,
  series: 1,
  best_in: 0,
  forecast: [],
});
const why = (models: ModelLine[]): string[] => models.map((one) => whyWeight(one, models).key);

describe("why a model weighs what it weighs", () => {
  it("says of error and weight what the figures show", () => {
    expect(why([model("theta", 0.1, 0.5, 0.6), model("ets", 0.2, 0.5, 0.4)])).toEqual([
      "whyMore",
      "whyLess",
    ]);
    expect(why([model("theta", 0.1, 0.5, 0.5), model("ets", 0.2, 0.5, 0.5)])).toEqual([
      "whyAsUsual",
      "whyAsUsual",
    ]);
    expect(why([model("theta", 0.1, 0.5, 0.4), model("ets", 0.2, 0.5, 0.6)])).toEqual([
      "whyLessYetBetter",
      "whyMoreYetWorse",
    ]);
  });

  it("holds a model against its like, not against plain figures", () => {
    const models = [
      model("theta", 0.1, 0.4, 0.45),
      model("ets", 0.2, 0.4, 0.35),
      model("last_year", 0.9, 0, 0.2),
    ];
    expect(why(models)).toEqual(["whyMore", "whyLess", "whySteadied"]);
    expect(whyWeight(models[0] as ModelLine, models).gap).toBe("33%");
    expect(why([model("theta", null, 1, 1)])).toEqual(["whyPrior"]);
  });
});

describe("the most accurate model", () => {
  it("is one of those that run on most of the series", () => {
    const few = { ...model("theta", 0.08, 0.01, 0.01), series: 44 };
    const many = { ...model("ets", 0.09, 0.5, 0.5), series: 1030 };
    const worse = { ...model("regression", 0.1, 0.49, 0.49), series: 1074 };
    expect(bestOf([few, worse, many])).toBe(many);
    expect(bestOf([{ ...few, series: 1 }])?.name).toBe("theta");
    expect(bestOf([model("theta", null, 1, 1)])).toBeUndefined();
  });
});
