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
      return aggregation > 1 ? t("aggregated", { name: word, months: aggregation }) : word;
    },
    [t],
  );
};

const clearly = 0.03;
const plainFigures = new Set(["year_mean", "last_year", "around_last_year"]);

/** Why a model weighs what it weighs, as a planner would say it. */
export const useWhyWeight = (): ((model: ModelLine, all: ModelLine[]) => string) => {
  const { t } = useTranslation("anatomy");
  return (model, all) => {
    if (plainFigures.has(model.name)) return t("whySteadied");
    const errors = all.flatMap((one) => (one.wape === null ? [] : [one.wape]));
    if (model.wape === null || errors.length < 2) return t("whyPrior");
    const mean = errors.reduce((sum, one) => sum + one, 0) / errors.length;
    const from = percent(model.prior);
    const to = percent(model.weight);
    const gap = percent(Math.abs(model.wape / mean - 1), 0);
    const better = model.wape < mean;
    if (better && model.weight > model.prior * (1 + clearly))
      return t("whyMore", { from, to, gap });
    if (!better && model.weight < model.prior * (1 - clearly))
      return t("whyLess", { from, to, gap });
    return t("whyAsUsual", { to });
  };
};
