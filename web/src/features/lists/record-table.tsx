import { Button, Empty, Table, type TableColumnsType, type TableProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isNarrowed, nounOf, useRecords } from "@/features/lists/api";
import { CellText } from "@/features/lists/cell-text";
import { firstColumns, isFigure, tableFields } from "@/features/lists/fields";
import { FilterTags } from "@/features/lists/filter-tags";
import { ListTools, writePermission } from "@/features/lists/list-tools";
import { Pager } from "@/features/lists/pager";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { ListControls } from "@/features/lists/use-list-state";
import { isRefusal, ProblemNotice, ProblemPage } from "@/components/ui/problem-notice";
import { stickyInPage } from "@/components/ui/sticky";
import type { FieldDescription, NounRecord } from "@/lib/api-types";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

interface Props {
  noun: string;
  fields: FieldDescription[];
  list: ListControls;
  open: (id: string) => void;
}

const pageSize = 50;

const chosenColumns = (noun: string, fields: FieldDescription[]): string[] => {
  const stored = localStorage.getItem(`bihuan.columns.${noun}`);
  return stored ? (JSON.parse(stored) as string[]) : firstColumns(fields);
};

/** The server sorts, filters and pages; the person chooses the columns. */
export const RecordTable = ({ noun, fields, list, open }: Props) => {
  const words = useFieldWords(noun);
  const { state, change } = list;
  const [columns, setColumns] = useState(() => chosenColumns(noun, fields));
  const [pages, setPages] = useState<{ of: string; cursors: string[] }>({ of: "", cursors: [] });
  const about = JSON.stringify(state);
  const cursors = pages.of === about ? pages.cursors : [];
  const query = useRecords(noun, { ...state, after: cursors.at(-1) }, pageSize);
  const items = query.data?.items ?? [];
  const choose = (next: string[]) => {
    localStorage.setItem(`bihuan.columns.${noun}`, JSON.stringify(next));
    setColumns(next);
  };
  const sorted = state.sort?.replace(/^-/, "");
  const shown: TableColumnsType<NounRecord> = tableFields(fields)
    .filter((field) => columns.includes(field.name))
    .map((field, index) => ({
      title: words.label(field.name),
      key: field.name,
      dataIndex: field.name,
      sorter: !["ids", "choices"].includes(field.kind),
      sortOrder:
        sorted === field.name ? (state.sort?.startsWith("-") ? "descend" : "ascend") : null,
      align: isFigure(field.kind) ? ("right" as const) : ("left" as const),
      filters:
        field.kind === "choice"
          ? field.choices?.map((value) => ({ value, text: words.choice(value) }))
          : undefined,
      filteredValue: field.kind === "choice" ? (state.filters[field.name] ?? null) : undefined,
      render: (value: unknown, record) =>
        index === 0 ? (
          <button type="button" className="opens" onClick={() => open(record.id)}>
            <CellText {...{ field, value, items, noun }} />
          </button>
        ) : (
          <CellText {...{ field, value, items, noun }} />
        ),
    }));
  const onChange: TableProps<NounRecord>["onChange"] = (_, filters, sorter, { action }) => {
    const one = Array.isArray(sorter) ? sorter[0] : sorter;
    const sort = one?.order
      ? `${one.order === "descend" ? "-" : ""}${String(one.columnKey)}`
      : undefined;
    // Sorted by a column that is not shown, the table knows of no sorting.
    if (action === "sort") return change({ sort });
    for (const [name, values] of Object.entries(filters))
      if (
        JSON.stringify(values ?? []) !== JSON.stringify(state.filters[name] ?? []) &&
        fields.find((f) => f.name === name)?.kind === "choice"
      )
        change({ filter: [name, (values ?? []).map(String)] });
  };
  if (isRefusal(query.error)) return <ProblemPage error={query.error} />;
  const turn = (next: string[]) => setPages({ of: about, cursors: next });
  const next = query.data?.next;
  return (
    <section className="panel">
      <ListTools {...{ noun, fields, list, columns, choose }} create={() => open("new")} />
      <FilterTags {...{ noun, fields, list }} />
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      <Table<NounRecord>
        size="small"
        rowKey="id"
        sticky={stickyInPage}
        loading={query.isFetching}
        columns={shown}
        dataSource={items}
        onChange={onChange}
        pagination={false}
        scroll={{ x: "max-content" }}
        locale={{
          emptyText: (
            <Nothing noun={noun} filtered={isNarrowed(state)} create={() => open("new")} />
          ),
        }}
      />
      <Pager
        from={cursors.length * pageSize}
        count={items.length}
        total={query.data?.total}
        back={cursors.length > 0 ? () => turn(cursors.slice(0, -1)) : undefined}
        on={next ? () => turn([...cursors, next]) : undefined}
      />
    </section>
  );
};

const Nothing = ({
  noun,
  filtered,
  create,
}: {
  noun: string;
  filtered: boolean;
  create: () => void;
}) => {
  const { t } = useTranslation("lists");
  const go = useGo();
  const may = useMay();
  const mayWrite = may(writePermission(noun));
  const mayImport = mayWrite && may("imports.write");
  const nothing = mayImport ? t("nothingYet") : t("nothingHere");
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={filtered ? t("nothingFound") : nothing}
    >
      {!filtered && mayImport && (
        <Button type="primary" onClick={() => go("/imports", { kind: nounOf(noun) })}>
          {t("importThem")}
        </Button>
      )}{" "}
      {!filtered && mayWrite && (
        <Button type={mayImport ? "default" : "primary"} onClick={create}>
          {t("create")}
        </Button>
      )}
    </Empty>
  );
};
