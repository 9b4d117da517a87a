import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { smallBoxes } from "@/features/forecasts/chart-extras";
import type { Anatomy, CleanedPoint } from "@/lib/anatomy-types";
import { counted, month as writeMonth, signed } from "@/lib/format";

interface Props {
  anatomy: Anatomy;
  per: number | null;
}

/** What the models did not see as it was reported, with the reason. */
export const CleanedTable = ({ anatomy, per }: Props) => {
  const { t } = useTranslation("anatomy");
  const figure = (quantity: number | null) => smallBoxes(quantity, per);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("cleanedTitle")}</h2>
        <span className="quiet small">{t("cleanedCount", counted(anatomy.cleaned_total))}</span>
      </div>
      <ReachableTable
        label={t("cleanedTitle")}
        size="small"
        rowKey={(row) => `${row.month}${row.region ?? ""}${row.channel ?? ""}`}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        dataSource={anatomy.cleaned}
        locale={{ emptyText: t("nothingCleaned") }}
        columns={[
          {
            title: t("forecast:month"),
            dataIndex: "month",
            render: (at: string) => writeMonth(at),
          },
          {
            title: t("where"),
            key: "where",
            render: (_, row) => [row.region, row.channel].filter(Boolean).join(" · ") || "–",
          },
          {
            title: t("whyCleaned"),
            dataIndex: "reason",
            render: (reason: CleanedPoint["reason"]) => (
              <Tag variant="filled">{t(`cleanReason.${reason}`)}</Tag>
            ),
          },
          { title: t("was"), dataIndex: "was", align: "right", render: figure },
          { title: t("used"), dataIndex: "used", align: "right", render: figure },
          {
            title: t("difference"),
            key: "difference",
            align: "right",
            render: (_, row) =>
              row.was === null
                ? "–"
                : signed(row.used - row.was, (quantity) => smallBoxes(quantity, per)),
          },
        ]}
      />
    </section>
  );
};
