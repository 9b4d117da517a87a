import { Progress, Table } from "antd";
import { useTranslation } from "react-i18next";
import { number, percent } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";

/** Which models carry the forecast, and how they did against the naive ones. */
export const ModelTable = ({ view }: { view: ForecastView }) => {
  const { t } = useTranslation("forecast");
  const first = view.models[0];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("models")}</h2>
        <span className="quiet small">{t("seriesCount", { figure: number(view.series) })}</span>
      </div>
      {first && first.wape !== null && (
        <p className="quiet small">
          {t("combined", {
            wape: percent(first.wape),
            naive: percent(first.wape_naive),
            seasonal: percent(first.wape_seasonal_naive),
          })}
        </p>
      )}
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
        ]}
      />
    </section>
  );
};
