import { Button, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { useDropOverride, useOverrides, type NodeKey } from "@/features/forecasts/api";
import { instant, month as writeMonth, number, signed, index as writeIndex } from "@/lib/format";
import type { Override } from "@/lib/forecast-types";

/** What people changed in this month's forecast, with their reasons; each can be taken back. */
export const OverrideTable = ({ node }: { node: NodeKey }) => {
  const { t } = useTranslation("forecast");
  const rows = useOverrides(node).data?.items ?? [];
  const drop = useDropOverride();
  const change = (_: unknown, row: Override) =>
    row.factor === undefined || row.factor === null
      ? signed(row.quantity_change, (x) => number(x))
      : writeIndex(row.factor);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("overrides")}</h2>
      </div>
      <ReachableTable
        label={t("overrides")}
        size="small"
        rowKey="id"
        pagination={rows.length > 20 ? { pageSize: 20 } : false}
        scroll={{ x: "max-content" }}
        dataSource={rows}
        locale={{ emptyText: t("noOverrides") }}
        columns={[
          {
            title: t("month"),
            dataIndex: "target_month",
            render: (value: string) => writeMonth(value),
          },
          {
            title: t("layer"),
            dataIndex: "layer",
            render: (layer: string) => <Tag variant="filled">{t(`common:layers.${layer}`)}</Tag>,
          },
          { title: t("change"), key: "change", align: "right", render: change },
          { title: t("reason"), dataIndex: "reason" },
          { title: t("author"), dataIndex: "person", render: (name?: string) => name ?? "–" },
          { title: t("when"), dataIndex: "created_at", render: (at?: string) => instant(at) },
          {
            key: "drop",
            render: (_, row) => (
              <Popconfirm title={t("dropAsk")} onConfirm={() => drop.mutate(row.id)}>
                <Button size="small" type="link">
                  {t("drop")}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </section>
  );
};
