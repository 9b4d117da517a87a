import { EditOutlined } from "@ant-design/icons";
import { Button, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { certainty, type Cause } from "@/features/forecasts/causes";
import { useCauseName } from "@/features/forecasts/use-cause-name";
import { index as writeIndex, number, percent, signed } from "@/lib/format";

interface Props {
  causes: Cause[];
  target: string;
  off: ReadonlySet<string>;
  edit?: (cause: Cause) => void;
}

const tones = { sure: "blue", likely: undefined, unsure: "orange", small: undefined } as const;

/** The change indices of a month: what each does, how sure it is; what is switched off is struck out. */
export const IndexTable = ({ causes, target, off, edit }: Props) => {
  const { t } = useTranslation("anatomy");
  const name = useCauseName();
  const rows = causes.filter((one) => one.target_month === target);
  const sure = (_: unknown, row: Cause) => {
    const grade = certainty(row);
    if (row.index === 1) return <span className="quiet small">{t("noEffect")}</span>;
    if (!grade) return "–";
    return (
      <Tooltip title={t("errorIs", { error: number(row.standard_error, 3) })}>
        <Tag variant="filled" color={tones[grade]}>
          {t(`certainty.${grade}`)}
        </Tag>
      </Tooltip>
    );
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("forecast:indices")}</h2>
        {!edit && <span className="quiet small">{t("forecast:indexHint")}</span>}
      </div>
      <ReachableTable
        label={t("forecast:indices")}
        size="small"
        rowKey="code"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={rows}
        locale={{ emptyText: t("forecast:noIndices") }}
        columns={[
          { title: t("forecast:index"), dataIndex: "code", render: name },
          {
            title: t("forecast:value"),
            dataIndex: "index",
            align: "right",
            render: (value: number, row) => (
              <span className={off.has(row.code) ? "switched-off" : undefined}>
                {writeIndex(value)}{" "}
                <span className="quiet small">{signed(value - 1, (x) => percent(x))}</span>
              </span>
            ),
          },
          { title: t("howSure"), key: "sure", render: sure },
          ...(edit
            ? [
                {
                  key: "edit",
                  align: "right" as const,
                  render: (_: unknown, row: Cause) => (
                    <Button
                      size="small"
                      type="text"
                      icon={<EditOutlined />}
                      aria-label={t("forecast:editIndex")}
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
