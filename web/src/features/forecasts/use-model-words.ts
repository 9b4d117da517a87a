import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ModelLine } from "@/lib/anatomy-types";
import { percent } from "@/lib/format";

/** A model's name in the person's language, with the months that it sums. */
export const useModelName = (): ((model: ModelLine) => string) => {
  const { t } = useTranslation("anatomy");
  return useCallback(
    ({ name, aggregation }: ModelLine) => {
      const word = t(`modelName.${name}`, { defaultValue: name });
      return aggregation > 1 ? t("aggregated", { name: word, count: aggregation }) : word;
    },
    [t],
  );
};

/** The model that was nearest in the back-test. One that runs on few of the series was held against
 *  other sales than the rest, and is nearest of nothing. */
export const bestOf = (models: ModelLine[]): ModelLine | undefined => {
  const most = Math.max(0, ...models.map((one) => one.series));
  return models
    .filter((one) => one.wape !== null && one.series >= most / 2)
    .sort((a, b) => (a.wape ?? 0) - (b.wape ?? 0))[0];
};

const clearly = 0.03;
/** Less than this share of the whole is no change that one sees. */
const visible = 0.005;
const plainFigures = new Set(["year_mean", "last_year", "around_last_year"]);

/** What a model is held against: the error of its like, each by the weight it began with. */
const usualError = (models: ModelLine[]): number | undefined => {
  const known = models.flatMap(({ name, wape, prior }) =>
    wape === null || plainFigures.has(name) ? [] : [{ wape, prior }],
  );
  const priors = known.reduce((sum, one) => sum + one.prior, 0);
  if (known.length < 2 || priors <= 0) return undefined;
  return known.reduce((sum, one) => sum + one.wape * one.prior, 0) / priors;
};

/** Why a model weighs what it weighs: says no more than its figures show. */
export const whyWeight = (
  model: ModelLine,
  all: ModelLine[],
): { key: string; from: string; to: string; gap: string } => {
  const usual = usualError(all);
  const words = {
    from: percent(model.prior),
    to: percent(model.weight),
    gap: percent(usual && model.wape !== null ? Math.abs(model.wape / usual - 1) : 0, 0),
  };
  if (plainFigures.has(model.name)) return { key: "whySteadied", ...words };
  if (model.wape === null || !usual) return { key: "whyPrior", ...words };
  const better = model.wape < usual;
  const moved = model.prior > 0 ? model.weight / model.prior - 1 : 0;
  if (Math.abs(moved) <= clearly || Math.abs(model.weight - model.prior) < visible)
    return { key: "whyAsUsual", ...words };
  if (better === moved > 0) return { key: better ? "whyMore" : "whyLess", ...words };
  return { key: better ? "whyLessYetBetter" : "whyMoreYetWorse", ...words };
};

export const useWhyWeight = (): ((model: ModelLine, all: ModelLine[]) => string) => {
  const { t } = useTranslation("anatomy");
  return (model, all) => {
    const { key, ...words } = whyWeight(model, all);
    return t(key, words);
  };
};
