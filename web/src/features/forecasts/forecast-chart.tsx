import { Grid } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { forecastOption, forecastSeries } from "@/features/forecasts/chart-option";
import { useAppearance } from "@/lib/appearance";
import type { ForecastView } from "@/lib/forecast-types";

/** A phone shows the last year and the horizon; a desk shows everything there is. */
const shorten = (view: ForecastView, months: number): ForecastView => ({
  ...view,
  history: view.history.slice(-months),
});

export const ForecastChart = ({ view }: { view: ForecastView }) => {
  const { t, i18n } = useTranslation("forecast");
  const { dark } = useAppearance();
  const phone = Grid.useBreakpoint().md === false;
  const { option, series } = useMemo(() => {
    const full = forecastSeries(view);
    const shown = phone ? shorten(view, 13) : view;
    const cut = forecastSeries(shown);
    // Last year comes from the whole history even where the shown part is short.
    cut.lastYear = cut.months.map((month) => full.lastYear[full.months.indexOf(month)] ?? null);
    const words = {
      actual: t("actual"),
      forecast: t("forecast"),
      lastYear: t("lastYear"),
      band80: t("band80"),
      band95: t("band95"),
      stockOut: t("stockOut"),
      unit: t("unit"),
      festival: (code: string) => t(`festival.${code}`, { defaultValue: code }),
    };
    return { option: forecastOption(shown, cut, chartColours(dark), words), series: full };
    // The words change with the language.
  }, [view, dark, phone, i18n.language]);
  const table = {
    columns: [
      t("month"),
      t("actual"),
      t("lastYear"),
      t("forecast"),
      "80% −",
      "80% +",
      "95% −",
      "95% +",
    ],
    rows: series.months.map((month, at) => [
      month,
      series.actual[at] ?? null,
      series.lastYear[at] ?? null,
      series.forecast[at] ?? null,
      series.low80[at] ?? null,
      series.high80[at] ?? null,
      series.low95[at] ?? null,
      series.high95[at] ?? null,
    ]),
  };
  return <Chart option={option} height={phone ? 300 : 380} label={t("chartLabel")} table={table} />;
};
