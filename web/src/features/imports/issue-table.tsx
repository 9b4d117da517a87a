import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { counted, number } from "@/lib/format";
import type { Import, ImportIssue } from "@/lib/import-types";

/** What is wrong with which cell; all of them are in the error workbook. */
export const IssueTable = ({ made }: { made: Import }) => {
  const { t, i18n } = useTranslation("imports");
  if (made.issue_count === 0) return null;
  const words = (issue: ImportIssue): string => {
    const key = `issues:${issue.code}`;
    return i18n.exists(key)
      ? t(key, { found: issue.found ?? "", column: issue.column ?? "" })
      : issue.message;
  };
  const shown = made.issues.length;
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
        rowKey={(issue) => `${issue.row}${issue.cell}${issue.code}`}
        dataSource={made.issues}
        scroll={{ x: "max-content" }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t("row"),
            dataIndex: "row",
            align: "right",
            width: 80,
            render: (row: number | null) => number(row),
          },
          {
            title: t("cell"),
            dataIndex: "cell",
            width: 80,
            render: (cell: string | null) => cell ?? "–",
          },
          {
            title: t("column"),
            dataIndex: "column",
            render: (column: string | null) => column ?? "–",
          },
          {
            title: t("found"),
            dataIndex: "found",
            render: (found: string | null) => <code>{found ?? ""}</code>,
          },
          { title: t("wrongWhat"), key: "words", render: (_, issue) => words(issue) },
        ]}
      />
    </section>
  );
};
