import { Progress, Table } from "antd";
import { useTranslation } from "react-i18next";
import { number, percent } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";

/** Which models carry the forecast, and how they did against the naive ones. */
export const ModelTable = ({ view }: { view: ForecastView }) => {
  const { t } = useTranslation("forecast");
  const share = (value: number | null) => percent(value);
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("models")}</h2>
        <span className="quiet small">{t("seriesCount", { figure: number(view.series) })}</span>
      </div>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={view.models}
        locale={{ emptyText: t("noModels") }}
        columns={[
          {
            title: t("model"),
            dataIndex: "name",
            render: (name: string) => t(`modelName.${name}`, { defaultValue: name }),
          },
          {
            title: t("weight"),
            dataIndex: "weight",
            render: (weight: number) => (
              <Progress
                percent={Math.round(weight * 100)}
                size="small"
                style={{ width: 110 }}
                aria-label={t("weight")}
              />
            ),
          },
          { title: "WAPE", dataIndex: "wape", align: "right", render: share },
          { title: t("naive"), dataIndex: "wape_naive", align: "right", render: share },
          {
            title: t("seasonalNaive"),
            dataIndex: "wape_seasonal_naive",
            align: "right",
            render: share,
          },
        ]}
      />
    </section>
  );
};
