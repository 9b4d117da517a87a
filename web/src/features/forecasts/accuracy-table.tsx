import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { AccuracyRow } from "@/lib/forecast-types";
import { month as writeMonth, percent, signed } from "@/lib/format";

export const AccuracyTable = ({ rows }: { rows: AccuracyRow[] }) => {
  const { t } = useTranslation("forecast");
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("byMonth")}</h2>
      </div>
      <Table
        size="small"
        rowKey={(row) => `${row.scored_month}${row.method}`}
        dataSource={rows}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        columns={[
          {
            title: t("month"),
            dataIndex: "scored_month",
            render: (value: string) => writeMonth(value),
          },
          {
            title: t("methodTitle"),
            dataIndex: "method",
            render: (value: string) => t(`method.${value}`, { defaultValue: value }),
          },
          {
            title: "WAPE",
            dataIndex: "wape",
            align: "right",
            render: (value: number | null) => percent(value),
          },
          {
            title: t("bias"),
            dataIndex: "bias",
            align: "right",
            render: (value: number | null) => signed(value, (x) => percent(x)),
          },
        ]}
      />
    </section>
  );
};
