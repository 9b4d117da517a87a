import { Button, Select, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useImportKinds } from "@/features/imports/api";
import { allChoices, ReadingOptions } from "@/features/imports/reading-options";
import { settlingOf } from "@/features/imports/settling";
import { useColumnName } from "@/features/imports/use-column-name";
import type { ReadingDraft } from "@/features/imports/use-reading";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Import, TopRow } from "@/lib/import-types";

interface HeadProps {
  header: string;
  kind: string;
  mapping: Import["mapping"];
  setMapping?: (next: Import["mapping"]) => void;
}

/** One column of the file: its header, and which known column it is. */
const ColumnHead = ({ header, kind, mapping, setMapping }: HeadProps) => {
  const { t } = useTranslation("imports");
  const nameOf = useColumnName(kind);
  const columns = useImportKinds().data?.items.find((one) => one.kind === kind)?.columns ?? [];
  const taken = Object.entries(mapping).find(([, source]) => source === header)?.[0];
  const choose = (name: string | undefined) => {
    const next = { ...mapping };
    if (taken) next[taken] = null;
    if (name) next[name] = header;
    setMapping?.(next);
  };
  return (
    <div className="map-head">
      <span>{header}</span>
      <Select
        size="small"
        allowClear
        value={taken}
        disabled={!setMapping}
        placeholder={t("ignored")}
        aria-label={t("mapTo", { header })}
        onChange={choose}
        popupMatchSelectWidth={false}
        options={columns.map((column) => ({
          value: column.name,
          label: `${nameOf(column.name)}${column.required ? " *" : ""}`,
        }))}
      />
    </div>
  );
};

interface Props {
  made: Import;
  draft: ReadingDraft;
}

/** The top of a file without a known header: a person says which row it is. */
const TopRows = ({ made, draft }: Props) => {
  const { t } = useTranslation("imports");
  const rows = made.top_rows ?? [];
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  return (
    <Table
      size="small"
      bordered
      pagination={false}
      rowKey="row"
      scroll={{ x: "max-content", y: 300 }}
      rowSelection={{
        type: "radio",
        columnTitle: t("isHeader"),
        columnWidth: 64,
        selectedRowKeys: draft.options.header_row ? [draft.options.header_row] : [],
        onChange: ([row]) => draft.setOptions({ ...draft.options, header_row: Number(row) }),
        getCheckboxProps: ({ row }) => ({
          disabled: !draft.open,
          "aria-label": t("place.row", { row }),
        }),
      }}
      dataSource={rows}
      columns={[
        { title: "", dataIndex: "row", key: "row", align: "right" },
        ...Array.from({ length: width }, (_, index) => ({
          key: String(index),
          render: (_value: unknown, { cells }: TopRow) => cells[index] ?? "",
        })),
      ]}
    />
  );
};

const MappedRows = ({ made, draft }: Props) => {
  const { t } = useTranslation("imports");
  return (
    <Table
      size="small"
      bordered
      pagination={false}
      locale={{ emptyText: t("mapThenCheck") }}
      scroll={{ x: "max-content", y: 300 }}
      dataSource={made.preview.map((cells, key) => ({ key, cells }))}
      columns={made.columns.map((header, index) => ({
        key: `${index}${header}`,
        title: (
          <ColumnHead
            {...{ header, kind: made.kind, mapping: draft.mapping }}
            setMapping={draft.open ? draft.setMapping : undefined}
          />
        ),
        render: (_: unknown, row: { cells: string[] }) => row.cells[index] ?? "",
      }))}
    />
  );
};

/** How the file is read, and its first rows under the columns they are taken for. */
export const MappingPanel = ({ made, draft }: Props) => {
  const { t } = useTranslation("imports");
  const nameOf = useColumnName(made.kind);
  const found = made.columns.length > 0;
  const settling = settlingOf(made);
  const others = allChoices.filter((choice) => !settling.has(choice));
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{found ? t("mapping") : t("reading")}</h2>
        {(found ? draft.lacking : []).map((column) => (
          <Tag key={column.name} color="orange">
            {t("lacks", { column: nameOf(column.name) })}
          </Tag>
        ))}
        {draft.open && (
          <>
            <ReadingOptions {...{ made, choices: others, ...draft }} />
            <Button
              type={draft.touched ? "primary" : "default"}
              disabled={!draft.ready}
              loading={draft.pending}
              onClick={draft.checkAgain}
            >
              {t("checkAgain")}
            </Button>
          </>
        )}
      </div>
      {draft.error && settling.size === 0 && <ProblemNotice error={draft.error} />}
      {found && <MappedRows {...{ made, draft }} />}
      {!found && (made.top_rows?.length ?? 0) > 0 && <TopRows {...{ made, draft }} />}
    </section>
  );
};
