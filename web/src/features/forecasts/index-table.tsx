import { EditOutlined } from "@ant-design/icons";
import { Button, Table, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { index as writeIndex, number } from "@/lib/format";
import type { ForecastIndex, ForecastView } from "@/lib/forecast-types";

interface Props {
  view: ForecastView;
  target: string;
  edit?: (index: ForecastIndex) => void;
}

/** The change indices of the month: each with its error, and whether it passed the back-test. */
export const IndexTable = ({ view, target, edit }: Props) => {
  const { t } = useTranslation("forecast");
  const rows = view.indices.filter((one) => one.target_month === target);
  const entered = (_: unknown, row: ForecastIndex) => (
    <Tooltip title={row.reason ? t(`why.${row.reason}`, { defaultValue: row.reason }) : undefined}>
      <Tag variant="filled" color={row.entered ? "blue" : undefined}>
        {row.entered ? t("entered") : t("notEntered")}
      </Tag>
    </Tooltip>
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("indices")}</h2>
        {!edit && <span className="quiet small">{t("indexHint")}</span>}
      </div>
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={rows}
        locale={{ emptyText: t("noIndices") }}
        columns={[
          {
            title: t("index"),
            dataIndex: "code",
            render: (code: string) =>
              t(`indexName.${code}`, {
                defaultValue: t(`festival.${code}`, { defaultValue: code }),
              }),
          },
          {
            title: t("value"),
            dataIndex: "index",
            align: "right",
            render: (value: number) => writeIndex(value),
          },
          {
            title: "±",
            dataIndex: "standard_error",
            align: "right",
            // Beyond 1 it is the error of an effect per unit, which says nothing about the index.
            render: (value: number | null) => number(value !== null && value < 1 ? value : null, 3),
          },
          { title: t("inUse"), key: "entered", render: entered },
          ...(edit
            ? [
                {
                  key: "edit",
                  align: "right" as const,
                  render: (_: unknown, row: ForecastIndex) => (
                    <Button
                      size="small"
                      type="text"
                      icon={<EditOutlined />}
                      aria-label={t("editIndex")}
                      onClick={() => edit(row)}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
};
