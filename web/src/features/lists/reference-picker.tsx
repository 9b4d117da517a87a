import { Select } from "antd";
import { useState } from "react";
import { useFound, useReferred } from "@/features/lists/api";
import type { NounRecord } from "@/lib/api-types";

interface Props {
  noun: string;
  multiple: boolean;
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[] | null) => void;
}

const option = (record: NounRecord) => ({
  value: record.id,
  label: `${String(record.name ?? "")} ${String(record.code ?? "")}`.trim(),
});

/** Picks records of another noun; the server searches, by code, name or pinyin initials. */
export const ReferencePicker = ({ noun, multiple, id, value, onChange }: Props) => {
  const [typed, setTyped] = useState("");
  const found = useFound(noun, typed);
  const chosen = [value ?? []].flat();
  const known = useReferred(noun, chosen).data;
  const options = (found.data?.items ?? []).map(option);
  for (const one of chosen) {
    const record = known?.get(one);
    if (record && !options.some((other) => other.value === one)) options.unshift(option(record));
  }
  return (
    <Select
      id={id}
      allowClear
      mode={multiple ? "multiple" : undefined}
      value={value}
      loading={found.isFetching}
      options={options}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onChange={(next?: string | string[]) => onChange?.(next ?? null)}
    />
  );
};
