import { Empty, Grid, Table, Tag, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { useImportKinds, useImports } from "@/features/imports/api";
import { DropZone } from "@/features/imports/drop-zone";
import { FactExport } from "@/features/imports/fact-export";
import { StatusTag } from "@/features/imports/status-tag";
import { Page } from "@/components/ui/page";
import { isRefusal, ProblemNotice, ProblemPage } from "@/components/ui/problem-notice";
import type { Import } from "@/lib/import-types";
import { instant, number } from "@/lib/format";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/imports/imports.css";

/** Files in: choose what it is, drag it here; and what came in before. */
export const ImportsPage = () => {
  const { t } = useTranslation("imports");
  const go = useGo();
  const may = useMay();
  const phone = Grid.useBreakpoint().md === false;
  const query = useImports();
  const kinds = useImportKinds().data?.items.map(({ kind }) => kind) ?? [];
  const mayBegin = ["regions", "products", "outlets"].every((kind) => kinds.includes(kind));
  const file = (row: Import) => (
    <button type="button" className="opens as-found" onClick={() => go(`/imports/${row.id}`)}>
      {row.file_name}
    </button>
  );
  const kind = (row: Import) => (
    <Tag variant="filled">{t(`nouns:${row.kind}`, { defaultValue: row.kind })}</Tag>
  );
  const columns: TableColumnsType<Import> = [
    { title: t("file"), key: "file", render: (_, row) => file(row) },
    { title: t("kindTitle"), key: "kind", render: (_, row) => kind(row) },
    {
      title: t("statusTitle"),
      key: "status",
      render: (_, row) => <StatusTag made={row} />,
    },
    {
      title: t("rows"),
      dataIndex: "rows_read",
      align: "right",
      render: (rows: number) => number(rows),
    },
    {
      title: t("wrong"),
      dataIndex: "rows_failed",
      align: "right",
      render: (rows: number) => number(rows),
    },
    { title: t("when"), dataIndex: "created_at", render: (at?: string) => instant(at) },
  ];
  const narrow: TableColumnsType<Import> = [
    {
      title: t("file"),
      key: "file",
      render: (_, row) => (
        <>
          {file(row)}
          <div className="import-line">
            {kind(row)}
            <StatusTag made={row} />
            <span className="quiet small">{instant(row.created_at)}</span>
          </div>
        </>
      ),
    },
    ...columns.slice(3, 5),
  ];
  if (isRefusal(query.error)) return <ProblemPage error={query.error} />;
  return (
    <Page question={t("question")} answer={t("answer")}>
      <div className="stack">
        <DropZone />
        {may("facts.read") && <FactExport />}
        <section className="panel">
          <div className="panel-head">
            <h2>{t("before")}</h2>
          </div>
          {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
          <Table<Import>
            size="small"
            rowKey="id"
            loading={query.isLoading}
            dataSource={query.data?.items ?? []}
            scroll={phone ? undefined : { x: "max-content" }}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <Empty
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                  description={mayBegin ? t("nothing") : t("nothingBefore")}
                />
              ),
            }}
            onRow={(row) => ({ onClick: () => go(`/imports/${row.id}`), className: "clickable" })}
            columns={phone ? narrow : columns}
          />
        </section>
      </div>
    </Page>
  );
};
