import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { useAppearance } from "@/lib/appearance";
import { axis, boxes, day } from "@/lib/format";
import type { TargetTree } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

interface Props {
  days: TargetTree["days"];
  unitsPerBox: number | null | undefined;
}

/** Sold so far against where the target wants to be, day by day. */
export const ProgressChart = ({ days, unitsPerBox }: Props) => {
  const { t } = useTranslation("targets");
  const { dark } = useAppearance();
  const rows = useMemo(
    () =>
      days.map((one) => {
        const actual = inBoxes(one.cumulative_actual, unitsPerBox);
        return {
          day: one.day,
          actual: actual === null ? null : Math.round(actual),
          target: Math.round(inBoxes(one.cumulative_target, unitsPerBox) ?? 0),
        };
      }),
    [days, unitsPerBox],
  );
  const option = useMemo(() => {
    const colours = chartColours(dark);
    const line = (name: string, data: (number | null)[], color: string, more: object) => ({
      name,
      type: "line",
      data,
      symbol: "none",
      itemStyle: { color },
      ...more,
    });
    return {
      animationDuration: 300,
      legend: { top: 0, left: 0, textStyle: { color: colours.text } },
      grid: { left: 8, right: 16, top: 60, bottom: 4, containLabel: true },
      tooltip: {
        trigger: "axis",
        confine: true,
        valueFormatter: (value: number | null) => boxes(value),
      },
      xAxis: {
        type: "category",
        boundaryGap: false,
        data: rows.map((row) => day(row.day)),
        axisLabel: { color: colours.quiet, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        name: t("unit"),
        nameTextStyle: { color: colours.quiet },
        axisLabel: { color: colours.quiet, formatter: axis },
        splitLine: { lineStyle: { color: colours.grid } },
      },
      series: [
        line(
          t("targetLine"),
          rows.map((row) => row.target),
          colours.target,
          { lineStyle: { type: "dashed", width: 2 } },
        ),
        line(
          t("actualLine"),
          rows.map((row) => row.actual),
          colours.history,
          {
            lineStyle: { width: 2.5 },
            areaStyle: { opacity: 0.06 },
          },
        ),
      ],
    };
  }, [rows, dark, t]);
  const table = {
    columns: [t("day"), t("targetLine"), t("actualLine")],
    rows: rows.map((row) => [row.day, row.target, row.actual]),
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("progress")}</h2>
      </div>
      <Chart option={option} height={240} label={t("progress")} table={table} />
    </section>
  );
};
