import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { useAppearance } from "@/lib/appearance";
import { axis, day } from "@/lib/format";
import type { ProductionDetail } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";
import { okabe } from "@/lib/theme";

/** Production and demand as bars by the week, stock at its end as a line. */
export const StockChart = ({ detail }: { detail: ProductionDetail }) => {
  const { t } = useTranslation("production");
  const { dark } = useAppearance();
  const weeks = useMemo(
    () => detail.buckets.filter((bucket) => (bucket.kind ?? "week") === "week"),
    [detail],
  );
  const values = useMemo(() => {
    const pick = (name: "quantity" | "demand" | "projected_stock" | "shortage") =>
      weeks.map((week) => Math.round(inBoxes(week[name], detail.units_per_box) ?? 0));
    return {
      quantity: pick("quantity"),
      demand: pick("demand"),
      stock: pick("projected_stock"),
      shortage: pick("shortage"),
    };
  }, [weeks, detail.units_per_box]);
  const option = useMemo(() => {
    const colours = chartColours(dark);
    return {
      animationDuration: 300,
      legend: { top: 0, left: 0, textStyle: { color: colours.text } },
      grid: { left: 8, right: 8, top: 60, bottom: 4, containLabel: true },
      tooltip: { trigger: "axis", confine: true },
      xAxis: {
        type: "category",
        data: weeks.map((week) => day(week.first_day)),
        axisLabel: { color: colours.quiet },
      },
      yAxis: {
        type: "value",
        name: t("unit"),
        nameTextStyle: { color: colours.quiet },
        axisLabel: { color: colours.quiet, formatter: axis },
        splitLine: { lineStyle: { color: colours.grid } },
      },
      series: [
        {
          name: t("show.quantity"),
          type: "bar",
          data: values.quantity,
          itemStyle: { color: colours.forecast },
        },
        {
          name: t("show.demand"),
          type: "bar",
          data: values.demand,
          itemStyle: { color: colours.lastYear },
        },
        {
          name: t("shortage"),
          type: "bar",
          data: values.shortage,
          itemStyle: { color: colours.short },
        },
        {
          name: t("show.projected_stock"),
          type: "line",
          data: values.stock,
          itemStyle: { color: okabe.green },
        },
      ],
    };
  }, [dark, weeks, values, t]);
  const table = {
    columns: [
      t("week"),
      t("show.quantity"),
      t("show.demand"),
      t("show.projected_stock"),
      t("shortage"),
    ],
    rows: weeks.map((week, at) => [
      week.first_day,
      values.quantity[at] ?? null,
      values.demand[at] ?? null,
      values.stock[at] ?? null,
      values.shortage[at] ?? null,
    ]),
  };
  return <Chart option={option} height={260} label={t("stockAhead")} table={table} />;
};
