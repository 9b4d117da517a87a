import { Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { within } from "@/features/forecasts/hindsight-option";
import type { HindsightMonth } from "@/lib/anatomy-types";
import { boxes, month as writeMonth, number, percent, signed } from "@/lib/format";
import { inBoxes } from "@/lib/units";

interface Props {
  rows: HindsightMonth[];
  per: number | null;
}

/** Month by month: what would have been said, what came, how far apart, inside or outside. */
export const HindsightTable = ({ rows, per }: Props) => {
  const { t } = useTranslation("hindsight");
  const figure = (quantity: number | null) => number(inBoxes(quantity, per));
  const off = (forecast: number | null, row: HindsightMonth) =>
    forecast === null || row.actual === 0 ? null : forecast / row.actual - 1;
  const gap = (row: HindsightMonth) => signed(off(row.forecast, row), (x) => percent(x));
  const judged = (_: unknown, row: HindsightMonth) => {
    const hit = within(row.low80, row.actual, row.high80);
    const wide = within(row.low95, row.actual, row.high95);
    const grade = hit ? "hit" : wide ? "nearMiss" : "missed";
    return (
      <Tag variant="filled" color={hit ? "blue" : wide ? undefined : "orange"}>
        {t(grade)}
      </Tag>
    );
  };
  return (
    <ReachableTable
      label={t("title")}
      size="small"
      rowKey="month"
      pagination={false}
      scroll={{ x: "max-content" }}
      dataSource={rows}
      columns={[
        {
          title: t("forecast:month"),
          dataIndex: "month",
          render: (at: string) => writeMonth(at),
        },
        {
          title: t("thenBoxes"),
          dataIndex: "forecast",
          align: "right",
          render: (quantity: number, row) => (
            <Tooltip title={t(`source.${row.source}`, { month: writeMonth(row.origin) })}>
              <span>{figure(quantity)}</span>
            </Tooltip>
          ),
        },
        {
          title: t("forecast:band80"),
          key: "band",
          align: "right",
          render: (_, row) => `${figure(row.low80)} – ${figure(row.high80)}`,
        },
        { title: t("actualBoxes"), dataIndex: "actual", align: "right", render: figure },
        { title: t("gap"), key: "gap", align: "right", render: (_, row) => gap(row) },
        { title: t("inside"), key: "inside", render: judged },
        {
          title: t("naive"),
          key: "naive",
          align: "right",
          render: (_, row) => signed(off(row.naive, row), (x) => percent(x)),
        },
        {
          title: t("seasonal"),
          key: "seasonal",
          align: "right",
          render: (_, row) => signed(off(row.seasonal_naive, row), (x) => percent(x)),
        },
        {
          title: t("made"),
          dataIndex: "source",
          render: (source: HindsightMonth["source"], row) =>
            row.published !== null && row.published !== row.forecast
              ? t("corrected", { boxes: boxes(inBoxes(row.published, per)) })
              : t(`madeBy.${source}`),
        },
      ]}
    />
  );
};
