import { Grid, Table } from "antd";
import { useTranslation } from "react-i18next";
import { placeOf } from "@/features/imports/place";
import { useColumnName } from "@/features/imports/use-column-name";
import { counted, number } from "@/lib/format";
import type { Import, ImportIssue } from "@/lib/import-types";

/** Of these the row that says the same is shown. */
const twins = ["duplicate_fact", "duplicate_key"];

/** What is wrong with which cell; all of them are in the error workbook. */
export const IssueTable = ({ made }: { made: Import }) => {
  const { t, i18n } = useTranslation("imports");
  const nameOf = useColumnName(made.kind);
  const phone = Grid.useBreakpoint().md === false;
  if (made.issue_count === 0) return null;
  const words = (issue: ImportIssue): string => {
    const key = `issues:${issue.code}`;
    return i18n.exists(key)
      ? t(key, { found: issue.found ?? "", column: issue.column ?? "" })
      : issue.message;
  };
  const place = (issue: Pick<ImportIssue, "cell">): string => {
    const { kind, ...names } = placeOf(issue, made);
    return t(`place.${kind}`, names);
  };
  const isMissing = ({ code }: ImportIssue): boolean => code === "missing_column";
  /** A column that is missing is named as the form names it. */
  const column = (issue: ImportIssue): string =>
    isMissing(issue) ? nameOf(issue.found ?? "") : (issue.column ?? "");
  /** What stands there; the row of a twin is shown as a place. */
  const found = (issue: ImportIssue): string => {
    if (isMissing(issue)) return "";
    return twins.includes(issue.code) ? place({ cell: issue.found }) : (issue.found ?? "");
  };
  const shown = made.issues.length;
  const where = {
    title: t("where"),
    key: "where",
    onHeaderCell: () => ({ className: "place" }),
    render: (_: unknown, issue: ImportIssue) => (
      <span className={placeOf(issue, made).kind === "sheet" ? "long-place" : "place"}>
        {place(issue)}
      </span>
    ),
  };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("issues", counted(made.issue_count))}</h2>
        {shown < made.issue_count && (
          <span className="quiet">{t("firstOnes", { figure: number(shown) })}</span>
        )}
      </div>
      <Table
        size="small"
        rowKey={(issue) => made.issues.indexOf(issue)}
        dataSource={made.issues}
        scroll={phone ? undefined : { x: "max-content" }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={
          phone
            ? [
                where,
                {
                  title: t("wrongWhat"),
                  key: "words",
                  render: (_, issue) => (
                    <>
                      {column(issue) && <strong>{column(issue)} </strong>}
                      {found(issue) && <code className="as-found">{found(issue)}</code>}
                      <div>{words(issue)}</div>
                    </>
                  ),
                },
              ]
            : [
                where,
                {
                  title: t("column"),
                  key: "column",
                  render: (_, issue) => column(issue),
                },
                {
                  title: t("found"),
                  key: "found",
                  render: (_, issue) => <code className="as-found">{found(issue)}</code>,
                },
                {
                  title: t("wrongWhat"),
                  key: "words",
                  render: (_, issue) => <div className="words">{words(issue)}</div>,
                },
              ]
        }
      />
    </section>
  );
};
