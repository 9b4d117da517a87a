import { Button, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeImport, useImportKinds } from "@/features/imports/api";
import { ReadingOptions } from "@/features/imports/reading-options";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { Import } from "@/lib/import-types";

interface HeadProps {
  header: string;
  kind: string;
  mapping: Import["mapping"];
  setMapping?: (next: Import["mapping"]) => void;
}

/** One column of the file: its header, and which known column it is. */
const ColumnHead = ({ header, kind, mapping, setMapping }: HeadProps) => {
  const { t } = useTranslation("imports");
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
          label: `${t(`fields:${column.name}`, { defaultValue: column.name })}${column.required ? " *" : ""}`,
        }))}
      />
    </div>
  );
};

/** How the file is read, and its first rows under the columns they are taken for. */
export const MappingPanel = ({ made }: { made: Import }) => {
  const { t } = useTranslation("imports");
  const kinds = useImportKinds();
  const change = useChangeImport(made.id);
  const [mapping, setMapping] = useState(made.mapping);
  const [options, setOptions] = useState(made.options);
  const open = made.status === "checked" || made.status === "failed";
  const required = (kinds.data?.items.find((one) => one.kind === made.kind)?.columns ?? []).filter(
    (column) => column.required && !mapping[column.name],
  );
  const otherOptions = JSON.stringify(options) !== JSON.stringify(made.options);
  // Another sheet or encoding may have other headers: its columns are found anew.
  const otherHeaders =
    options.sheet !== made.options.sheet || options.encoding !== made.options.encoding;
  const touched = otherOptions || JSON.stringify(mapping) !== JSON.stringify(made.mapping);
  const found = made.columns.length > 0;
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{found ? t("mapping") : t("reading")}</h2>
        {(found ? required : []).map((column) => (
          <Tag key={column.name} color="orange">
            {t("lacks", { column: t(`fields:${column.name}`, { defaultValue: column.name }) })}
          </Tag>
        ))}
        {open && (
          <>
            <ReadingOptions {...{ made, options, setOptions }} />
            <Button
              type={touched ? "primary" : "default"}
              disabled={!touched || (required.length > 0 && !otherHeaders)}
              loading={change.isPending}
              onClick={() => change.mutate(otherHeaders ? { options } : { mapping, options })}
            >
              {t("checkAgain")}
            </Button>
          </>
        )}
      </div>
      {change.error && <ProblemNotice error={change.error} />}
      {found && (
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
                {...{ header, kind: made.kind, mapping }}
                setMapping={open ? setMapping : undefined}
              />
            ),
            render: (_: unknown, row: { cells: string[] }) => row.cells[index] ?? "",
          }))}
        />
      )}
    </section>
  );
};
