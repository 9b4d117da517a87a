import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { ValueAdded } from "@/lib/forecast-types";
import { percent, signed } from "@/lib/format";

/** Each step's gain or loss of accuracy: blue added value, orange destroyed it. */
export const ValueAddedTable = ({ rows }: { rows: ValueAdded[] }) => {
  const { t } = useTranslation("forecast");
  const added = (value: number | null) => (
    <span className={value === null || value >= 0 ? "better" : "worse"}>
      {signed(value, (x) => percent(x))}
    </span>
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("valueAdded")}</h2>
      </div>
      <Table
        size="small"
        rowKey={(row) => `${row.layer}${row.person ?? ""}${row.department ?? ""}`}
        dataSource={rows}
        pagination={false}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: t("noValueAdded") }}
        columns={[
          {
            title: t("stepTitle"),
            dataIndex: "layer",
            render: (layer: string) =>
              t(`method.${layer}`, {
                defaultValue: t(`common:layers.${layer}`, { defaultValue: layer }),
              }),
          },
          {
            title: t("author"),
            dataIndex: "person",
            render: (name: string | null | undefined, row) =>
              name ?? (row.department ? t("everyone") : "–"),
          },
          {
            title: t("wapeBefore"),
            dataIndex: "wape_before",
            align: "right",
            render: (v: number | null) => percent(v),
          },
          {
            title: t("wapeAfter"),
            dataIndex: "wape_after",
            align: "right",
            render: (v: number | null) => percent(v),
          },
          { title: t("added"), dataIndex: "added", align: "right", render: added },
        ]}
      />
    </section>
  );
};
