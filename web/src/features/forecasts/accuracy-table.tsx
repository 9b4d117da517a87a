import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { AccuracyRow } from "@/lib/forecast-types";
import { month as writeMonth, percent, signed } from "@/lib/format";

/** What was published stands first: of a phone's screen it is what one sees. */
const methods = ["final", "statistical", "seasonal_naive", "naive"];

/** A month in a line: how far off each method was, and which way the final forecast erred. */
export const AccuracyTable = ({ rows }: { rows: AccuracyRow[] }) => {
  const { t } = useTranslation("forecast");
  const months = [...new Set(rows.map((row) => row.scored_month))].sort().reverse();
  const of = (month: string, method: string) =>
    rows.find((row) => row.scored_month === month && row.method === method);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("byMonth")}</h2>
      </div>
      <Table
        size="small"
        rowKey="month"
        dataSource={months.map((month) => ({ month }))}
        pagination={false}
        scroll={{ x: "max-content" }}
        columns={[
          { title: t("month"), dataIndex: "month", fixed: "start", render: writeMonth },
          ...methods.map((method) => ({
            title: t(`method.${method}`),
            key: method,
            align: "right" as const,
            render: (_: unknown, { month }: { month: string }) => percent(of(month, method)?.wape),
          })),
          {
            title: t("bias"),
            key: "bias",
            align: "right",
            render: (_, { month }) => signed(of(month, "final")?.bias, (x) => percent(x)),
          },
        ]}
      />
    </section>
  );
};
