import { Grid } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { useAppearance } from "@/lib/appearance";
import type { AccuracyRow } from "@/lib/forecast-types";
import { monthShort, percent } from "@/lib/format";
import { okabe } from "@/lib/theme";

const methods = ["naive", "seasonal_naive", "statistical", "final"] as const;

export const AccuracyChart = ({ rows }: { rows: AccuracyRow[] }) => {
  const { t } = useTranslation("forecast");
  const { dark } = useAppearance();
  const phone = Grid.useBreakpoint().md === false;
  const months = useMemo(() => [...new Set(rows.map((row) => row.scored_month))].sort(), [rows]);
  const series = useMemo(
    () =>
      methods.map((method) => ({
        method,
        values: months.map(
          (month) =>
            rows.find((row) => row.scored_month === month && row.method === method)?.wape ?? null,
        ),
      })),
    [rows, months],
  );
  const option = useMemo(() => {
    const colours = chartColours(dark);
    const tones = {
      naive: colours.lastYear,
      seasonal_naive: colours.quiet,
      statistical: okabe.orange,
      final: colours.forecast,
    };
    return {
      animationDuration: 300,
      legend: { top: 0, left: 0, textStyle: { color: colours.text } },
      // The names take two lines on a phone.
      grid: { left: 8, right: 16, top: phone ? 64 : 40, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis",
        confine: true,
        valueFormatter: (value: number) => percent(value),
      },
      xAxis: {
        type: "category",
        data: months.map(monthShort),
        axisLabel: { color: colours.quiet },
      },
      yAxis: {
        type: "value",
        axisLabel: { color: colours.quiet, formatter: (value: number) => percent(value, 0) },
        splitLine: { lineStyle: { color: colours.grid } },
      },
      series: series.map(({ method, values }) => ({
        name: t(`method.${method}`),
        type: "line",
        data: values,
        symbolSize: 5,
        itemStyle: { color: tones[method] },
        lineStyle: { width: method === "final" ? 3 : 1.5 },
      })),
    };
  }, [dark, months, phone, series, t]);
  const table = {
    columns: [t("month"), ...methods.map((method) => t(`method.${method}`))],
    rows: months.map((month, at) => [month, ...series.map((one) => percent(one.values[at]))]),
  };
  return <Chart option={option} height={280} label={t("wapeByMonth")} table={table} />;
};
