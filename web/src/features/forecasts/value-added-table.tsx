import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { ValueAdded } from "@/lib/forecast-types";
import { counted, percent, signed } from "@/lib/format";

interface Props {
  rows: ValueAdded[];
  lead: number;
  level: string;
}

/** Which step of a lead and level brought the error down: of all figures, as the headline has it,
 *  and of those that people corrected. */
export const ValueAddedTable = ({ rows, lead, level }: Props) => {
  const { t } = useTranslation("forecast");
  const ahead = rows.filter((row) => row.lead === lead);
  const all = ahead.filter((row) => row.figures === "all" && row.level === level);
  const corrected = ahead.filter((row) => row.figures === "corrected");
  const names = { ahead: t("ahead", counted(lead)), level: t(`level.${level}`).toLowerCase() };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("valueAdded")}</h2>
      </div>
      {all.length > 0 && (
        <>
          <p className="quiet small">{t("addedOfAll", names)}</p>
          <Steps rows={all} />
        </>
      )}
      <p className="quiet small">
        {corrected.length > 0 ? t("addedOfCorrected", names) : t("noneCorrected", names)}
      </p>
      {corrected.length > 0 && <Steps rows={corrected} byPerson />}
    </section>
  );
};

/** Each step's gain or loss of accuracy: blue added value, orange destroyed it. */
const Steps = ({ rows, byPerson }: { rows: ValueAdded[]; byPerson?: boolean }) => {
  const { t } = useTranslation("forecast");
  const added = (value: number | null) => (
    <span className={value === null || value >= 0 ? "better" : "worse"}>
      {signed(value, (x) => percent(x))}
    </span>
  );
  const person = {
    title: t("author"),
    dataIndex: "person",
    render: (name: string | null | undefined) => name ?? t("everyone"),
  };
  return (
    <Table
      size="small"
      className="below-words"
      rowKey={(row) => `${row.layer}${row.person ?? ""}${row.department ?? ""}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: "max-content" }}
      columns={[
        {
          title: t("stepTitle"),
          dataIndex: "layer",
          render: (layer: string) =>
            t(`step.${layer}`, {
              defaultValue: t(`common:layers.${layer}`, { defaultValue: layer }),
            }),
        },
        ...(byPerson ? [person] : []),
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
  );
};
