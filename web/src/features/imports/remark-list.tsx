import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { number } from "@/lib/format";
import type { Import, ImportRemark } from "@/lib/import-types";

const toBeActedOn = [
  "box_of_one",
  "closed_months",
  "doubtful_encoding",
  "figures_not_taken",
  "later_closes",
  "no_value",
  "piece_taken",
  "return_as_sale",
  "returns_not_taken",
  "signs_differ",
  "unit_not_stated",
  "value_missing",
  "value_not_price",
  "value_off_by_box",
];

/** What was done with the file that its owner should know: skipped totals, unread sheets … */
export const RemarkList = ({ made }: { made: Import }) => {
  const { t } = useTranslation("imports");
  const remarks = made.remarks ?? [];
  if (remarks.length === 0) return null;
  return (
    <Alert
      type={remarks.some(({ code }) => toBeActedOn.includes(code)) ? "warning" : "info"}
      showIcon
      message={
        <ul className="remarks">
          {remarks.map((remark) => (
            <li key={`${remark.code}${remark.found}`}>
              {t(`issues:${remark.code}`, { defaultValue: remark.message })}
              <Details remark={remark} />
            </li>
          ))}
        </ul>
      }
    />
  );
};

const Details = ({ remark }: { remark: ImportRemark }) => {
  const { t } = useTranslation("imports");
  const rows = remark.rows.join(t("comma"));
  const more = remark.count > remark.rows.length ? "…" : "";
  const said = [
    remark.found,
    remark.found === "" && remark.count > 0 && t("remarkCount", { figure: number(remark.count) }),
    rows && t("remarkRows", { rows: rows + more }),
  ].filter(Boolean);
  return said.length > 0 ? <span className="quiet"> {said.join(t("comma"))}</span> : null;
};
