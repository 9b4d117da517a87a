import { Button, Checkbox, Select, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChangeImport, useImportKinds } from "@/features/imports/api";
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

/** The first rows of the file under the columns they are taken for; both can be changed. */
export const MappingPanel = ({ made }: { made: Import }) => {
  const { t } = useTranslation("imports");
  const kinds = useImportKinds();
  const change = useChangeImport(made.id);
  const [mapping, setMapping] = useState(made.mapping);
  const [createMissing, setCreateMissing] = useState(made.options.create_missing);
  const open = made.status === "checked" || made.status === "failed";
  const required = (kinds.data?.items.find((one) => one.kind === made.kind)?.columns ?? []).filter(
    (column) => column.required && !mapping[column.name],
  );
  const sheets = made.sheets ?? [];
  const [sheet, setSheet] = useState(made.options.sheet || sheets[0]);
  const otherSheet = sheets.length > 1 && sheet !== (made.options.sheet || sheets[0]);
  const touched =
    JSON.stringify(mapping) !== JSON.stringify(made.mapping) ||
    createMissing !== made.options.create_missing ||
    otherSheet;
  const options = { create_missing: createMissing, ...(sheets.length > 1 ? { sheet } : {}) };
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("mapping")}</h2>
        {required.map((column) => (
          <Tag key={column.name} color="orange">
            {t("lacks", { column: t(`fields:${column.name}`, { defaultValue: column.name }) })}
          </Tag>
        ))}
        {open && (
          <>
            {sheets.length > 1 && (
              <Select
                value={sheet}
                onChange={setSheet}
                aria-label={t("sheet")}
                options={sheets.map((value) => ({ value, label: value }))}
              />
            )}
            <Checkbox
              checked={createMissing}
              onChange={(event) => setCreateMissing(event.target.checked)}
            >
              {t("createMissing")}
            </Checkbox>
            <Button
              type={touched ? "primary" : "default"}
              disabled={!touched || (required.length > 0 && !otherSheet)}
              loading={change.isPending}
              onClick={() => change.mutate(otherSheet ? { options } : { mapping, options })}
            >
              {t("checkAgain")}
            </Button>
          </>
        )}
      </div>
      {change.error && <ProblemNotice error={change.error} />}
      <Table
        size="small"
        bordered
        pagination={false}
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
    </section>
  );
};
