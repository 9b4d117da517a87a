import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";
import type { ExplainedLayer } from "@/lib/forecast-types";

type Evidence = NonNullable<ExplainedLayer["evidence"]>[number];

const effect = /^(\w+): effect (-?[\d.]+) ± ([\d.]+), in use in (\d+) series$/;
const count = /^(\w+): (\d+) series$/;
const share = /^(\w+) (\d+) %$/;

/** Evidence in the person's language; what follows none of the engine's patterns stays as it is. */
export const useEvidenceWords = (): ((evidence: Evidence) => string) => {
  const { t } = useTranslation("forecast");
  const word = (code: string): string =>
    t(`modelName.${code}`, {
      defaultValue: t(`indexName.${code}`, {
        defaultValue: t(`festival.${code}`, {
          defaultValue: t(`statusName.${code}`, { defaultValue: code }),
        }),
      }),
    });
  return ({ kind, text }) => {
    const [, index = "", size = "", error = "", used = ""] = effect.exec(text) ?? [];
    if (index)
      return t("effectIs", {
        name: word(index),
        size: number(Number(size), 3),
        error: number(Number(error), 3),
        series: used,
      });
    const [, status = "", series = ""] = count.exec(text) ?? [];
    if (status) return t("seriesAre", { name: word(status), series });
    const [, model = "", percent = ""] = share.exec(text) ?? [];
    if (model) return `${word(model)} ${percent}%`;
    return `${t(`evidenceKind.${kind}`, { defaultValue: kind })}: ${text}`;
  };
};
