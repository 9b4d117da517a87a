import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { CellText } from "@/features/lists/cell-text";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { ListControls } from "@/features/lists/use-list-state";
import type { FieldDescription, NounRecord } from "@/lib/api-types";

interface Props {
  noun: string;
  fields: FieldDescription[];
  list: ListControls;
}

/** What the list is narrowed to; the column of it may not be shown. */
export const FilterTags = ({ noun, fields, list }: Props) => {
  const { t } = useTranslation("lists");
  const words = useFieldWords(noun);
  const narrowed = fields.filter(({ name }) => (list.own[name] ?? []).length > 0);
  if (narrowed.length === 0) return null;
  return (
    <div className="filter-tags">
      {t("only")}
      {narrowed.map((field) => {
        const { name, references } = field;
        const values = list.own[name] ?? [];
        const items: NounRecord[] = [{ id: "", [name]: values }];
        return (
          <Tag
            key={name}
            closable={{ "aria-label": t("takeAway", { field: words.label(name) }) }}
            onClose={() => list.change({ filter: [name, []] })}
          >
            {words.label(name)}{" "}
            {(references ? [values] : values).map((value) => (
              <CellText key={String(value)} {...{ field, value, items, noun }} />
            ))}
          </Tag>
        );
      })}
    </div>
  );
};
