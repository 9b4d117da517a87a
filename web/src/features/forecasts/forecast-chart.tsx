import { Checkbox, Grid } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Chart, type ChartTable } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import {
  chartExtras,
  chartParts,
  type ChartPart,
  type Extras,
} from "@/features/forecasts/chart-extras";
import {
  forecastOption,
  forecastSeries,
  type ForecastSeries,
} from "@/features/forecasts/chart-option";
import { useModelName } from "@/features/forecasts/use-model-words";
import { useAppearance } from "@/lib/appearance";
import type { Anatomy, CleanedPoint } from "@/lib/anatomy-types";
import type { ForecastPoint, ForecastView } from "@/lib/forecast-types";

/** A phone shows the last year and the horizon; a desk shows everything there is. */
const shorten = (view: ForecastView, months: number): ForecastView => ({
  ...view,
  history: view.history.slice(-months),
});

interface Props {
  view: ForecastView;
  anatomy?: Anatomy;
  /** The forecast without what is switched off; nothing when everything is on. */
  looked?: ForecastPoint[];
  /** Models whose own forecast is drawn. */
  chosen?: ReadonlySet<string>;
  pointed?: string;
}

const nothing: ReadonlySet<string> = new Set();

/** History, fit, forecast and its interval; whatever else is asked for lies over it. */
export const ForecastChart = ({ view, anatomy, looked, chosen = nothing, pointed }: Props) => {
  const { t, i18n } = useTranslation("forecast");
  const { dark } = useAppearance();
  const phone = Grid.useBreakpoint().md === false;
  const modelName = useModelName();
  const [parts, setParts] = useState<ReadonlySet<ChartPart>>(new Set(chartParts));
  const { option, table } = useMemo(() => {
    const full = forecastSeries(view);
    const shown = phone ? shorten(view, 13) : view;
    const cut = forecastSeries(shown);
    // Last year comes from the whole history even where the shown part is short.
    cut.lastYear = cut.months.map((month) => full.lastYear[full.months.indexOf(month)] ?? null);
    const cleanedText = (point: CleanedPoint, amount: (quantity: number | null) => string) =>
      t("anatomy:cleanedPoint", {
        place: [point.region, point.channel].filter(Boolean).join(" "),
        was: amount(point.was),
        used: amount(point.used),
        reason: t(`anatomy:cleanReason.${point.reason}`),
      });
    const wanted = { view: shown, anatomy, parts, looked, chosen, pointed, modelName, cleanedText };
    const words = {
      month: t("month"),
      actual: t("actual"),
      forecast: t("forecast"),
      lastYear: t("lastYear"),
      band80: t("band80"),
      band95: t("band95"),
      stockOut: t("stockOut"),
      fit: t("anatomy:fit"),
      cleaned: t("anatomy:cleaned"),
      looked: t("anatomy:looked"),
      unit: t("unit"),
      festival: (code: string) => t(`festival.${code}`, { defaultValue: code }),
    };
    const extras = chartExtras({ ...wanted, months: cut.months });
    return {
      option: forecastOption(shown, cut, extras, { colours: chartColours(dark), words }),
      table: tableOf(full, chartExtras({ ...wanted, view, months: full.months }), words),
    };
    // The words change with the language.
  }, [view, anatomy, looked, chosen, pointed, parts, dark, phone, i18n.language]);
  return (
    <>
      <Checkbox.Group
        className="chart-parts"
        aria-label={t("anatomy:shown")}
        value={[...parts]}
        onChange={(values) => setParts(new Set(values as ChartPart[]))}
        options={chartParts.map((value) => ({
          value,
          label: t(`anatomy:part.${value}`),
          disabled: (value === "fit" || value === "cleaned") && !anatomy,
        }))}
      />
      <Chart option={option} height={phone ? 300 : 400} label={t("chartLabel")} table={table} />
    </>
  );
};

interface Heads {
  month: string;
  actual: string;
  fit: string;
  lastYear: string;
  forecast: string;
  looked: string;
}

/** The same figures for those who cannot see the chart. */
const tableOf = (series: ForecastSeries, extras: Extras, words: Heads): ChartTable => {
  const more = [
    ...(extras.fit ? [{ name: words.fit, values: extras.fit }] : []),
    ...(extras.looked ? [{ name: words.looked, values: extras.looked }] : []),
    ...extras.models,
  ];
  return {
    columns: [
      words.month,
      words.actual,
      words.lastYear,
      words.forecast,
      "80% −",
      "80% +",
      "95% −",
      "95% +",
      ...more.map((one) => one.name),
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
      ...more.map((one) => one.values[at] ?? null),
    ]),
  };
};
