import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { DocumentTable } from "@/lib/api-types";
import { day, money, month, number, percent, UNKNOWN } from "@/lib/format";

type Cell = string | number | null;

const writers: Record<string, (value: number) => string> = {
  money,
  share: (value) => percent(value),
  real: (value) => number(value, 2),
  quantity: (value) => number(value),
  count: (value) => number(value),
};

const textWriters: Record<string, (value: string) => string> = { day, month };

/** One figure of a document written by its kind. */
export const writeCell = (value: Cell | undefined, kind: string | undefined): string => {
  if (value === null || value === undefined || value === "") return UNKNOWN;
  if (typeof value === "number") return (writers[kind ?? ""] ?? ((x: number) => number(x)))(value);
  return (textWriters[kind ?? ""] ?? ((x: string) => x))(value);
};

export const DocumentFigure = ({ value, kind }: { value: Cell; kind?: string }) => {
  const { t } = useTranslation("loop");
  const text = writeCell(value, kind);
  return <>{kind === "text" ? t(`document.${text}`, { defaultValue: text }) : text}</>;
};

const isFigure = (kind: string): boolean => kind in writers;

export const DocumentTableView = ({ table }: { table: DocumentTable }) => {
  const { t } = useTranslation("loop");
  const wordOf = (name: string, cell: Cell | undefined, kind: string) => {
    const text = writeCell(cell, kind);
    if (name.startsWith("change") && typeof cell === "number" && cell > 0) return `+${text}`;
    if (name === "mechanic") return t(`choices:${text}`, { defaultValue: text });
    if (name === "reason")
      return t(`production:reason.${text}`, {
        defaultValue: t(`common:layers.${text}`, { defaultValue: text }),
      });
    return text;
  };
  const columns = table.columns.map((column, index) => ({
    key: column.name,
    title: t(`document.${column.name}`, {
      defaultValue: t(`fields:${column.name}`, { defaultValue: column.name }),
    }),
    align: isFigure(column.kind) ? ("right" as const) : ("left" as const),
    render: (_: unknown, row: { cells: Cell[] }) =>
      wordOf(column.name, row.cells[index], column.kind),
  }));
  const rows = table.rows.map((cells, index) => ({ key: index, cells }));
  return (
    <section style={{ marginBottom: 24 }}>
      <h3 style={{ margin: "0 0 8px" }}>
        {t(`document.${table.key}`, { defaultValue: table.key })}
      </h3>
      <Table
        size="small"
        columns={columns}
        dataSource={rows}
        scroll={{ x: "max-content" }}
        pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      />
    </section>
  );
};
