import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { nounOf, useReferred } from "@/features/lists/api";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { ListControls } from "@/features/lists/use-list-state";
import type { FieldDescription } from "@/lib/api-types";

interface Props {
  noun: string;
  fields: FieldDescription[];
  list: ListControls;
}

/** What the list is narrowed to; the column of it may not be shown. */
export const FilterTags = ({ noun, fields, list }: Props) => {
  const { t } = useTranslation("lists");
  const narrowed = fields.filter(({ name }) => list.state.own[name]);
  if (narrowed.length === 0) return null;
  return (
    <div className="filter-tags">
      {t("only")}
      {narrowed.map((field) => (
        <FieldTags key={field.name} {...{ noun, field, list }} />
      ))}
    </div>
  );
};

/** One of them for each value. */
const FieldTags = ({ noun, field, list }: Omit<Props, "fields"> & { field: FieldDescription }) => {
  const { t } = useTranslation("lists");
  const words = useFieldWords(noun);
  const { name, kind, references } = field;
  const values = list.state.own[name] ?? [];
  const known = useReferred(nounOf(references ?? ""), references ? values : []).data;
  /** As it stands in the address; what a person does not see has no name. */
  const textOf = (value: string): string => {
    if (references) {
      const record = known?.get(value);
      return known ? String(record?.name ?? record?.code ?? t("unseen")) : "…";
    }
    if (kind === "flag") return t(value === "true" ? "yes" : "no");
    return kind === "choice" || kind === "choices" ? words.choice(value) : value;
  };
  return values.map((value) => (
    <Tag
      key={value}
      closable={{ "aria-label": t("takeAway", { field: words.label(name) }) }}
      onClose={() => list.change({ filter: [name, values.filter((other) => other !== value)] })}
    >
      <span className="filter-text" title={textOf(value)}>
        {words.label(name)} {textOf(value)}
      </span>
    </Tag>
  ));
};
