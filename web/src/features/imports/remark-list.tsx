import { Alert } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { namesOf, type RemarkNames } from "@/features/imports/remark-names";
import { counted } from "@/lib/format";
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
      title={
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
  const names = namesOf(remark);
  const said = [
    !names && remark.found,
    // Rows that are all named need no counting.
    remark.found === "" &&
      remark.count > remark.rows.length &&
      t("remarkCount", counted(remark.count)),
    rows && t("remarkRows", { count: remark.rows.length, rows: rows + more }),
  ].filter(Boolean);
  return (
    <span className="quiet">
      {" "}
      {names && <Names names={names} count={remark.count} />}
      {said.join(t("comma"))}
    </span>
  );
};

/** The first few of many names, and all of them where somebody asks. */
const Names = ({ names: { first, all, of }, count }: { names: RemarkNames; count: number }) => {
  const { t } = useTranslation("imports");
  const [open, setOpen] = useState(false);
  if (all.length === 0) return first.join(t("comma"));
  return (
    <>
      {first.join(t("comma"))}
      <button type="button" className="opens" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t("fewNames") : t(`allNames.${of}`, counted(count))}
      </button>
      {open && <div className="all-names">{all.join(t("comma"))}</div>}
    </>
  );
};
