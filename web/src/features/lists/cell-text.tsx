import { CheckOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import { nounOf, useReferred } from "@/features/lists/api";
import { useFieldWords } from "@/features/lists/use-field-words";
import type { FieldDescription, NounRecord } from "@/lib/api-types";
import { number, percent, price, month as writeMonth, instant, UNKNOWN } from "@/lib/format";

interface Props {
  field: FieldDescription;
  value: unknown;
  items: NounRecord[];
  noun: string;
}

const idsIn = (items: NounRecord[], name: string): string[] => {
  const ids = new Set<string>();
  for (const item of items)
    for (const id of [item[name]].flat()) if (typeof id === "string" && id) ids.add(id);
  return [...ids];
};

/** References are shown by name; the names of a whole page come in one request. */
const Referred = ({ field, value, items }: Props) => {
  const noun = nounOf(field.references ?? "");
  const { t } = useTranslation("lists");
  const known = useReferred(noun, idsIn(items, field.name)).data;
  // Of what lies outside one's own regions there is no name; a region's is one above them.
  const unseen = t(noun === "regions" ? "regionAbove" : "unseen");
  const ids = [value].flat().filter((id): id is string => typeof id === "string" && id !== "");
  if (ids.length === 0) return <span className="quiet">{UNKNOWN}</span>;
  const nameOf = (id: string) =>
    known ? (known.get(id)?.name ?? known.get(id)?.code ?? unseen) : "…";
  const names = ids.map((id) => String(nameOf(id)));
  return (
    <>
      {names.length > 3 ? `${names.slice(0, 3).join("、")} +${names.length - 3}` : names.join("、")}
    </>
  );
};

const writers: Record<string, (value: never) => string> = {
  count: (value: number) => number(value),
  quantity: (value: number) => number(value),
  real: (value: number) => number(value, 2),
  share: (value: number) => percent(value),
  money: (value: number) => price(value),
  month: (value: string) => writeMonth(value),
  instant: (value: string) => instant(value),
};

/** One value of a record, written by its field's kind. */
export const CellText = (props: Props) => {
  const { field, value, noun } = props;
  const words = useFieldWords(noun);
  if (field.references) return <Referred {...props} />;
  if (field.kind === "flag") return value ? <CheckOutlined aria-label="✓" /> : null;
  if (value === null || value === undefined || value === "")
    return <span className="quiet">{UNKNOWN}</span>;
  if (field.kind === "choice") return <Tag variant="filled">{words.choice(String(value))}</Tag>;
  if (field.kind === "choices")
    return <>{(value as string[]).map((one) => words.choice(one)).join("、") || UNKNOWN}</>;
  const write = writers[field.kind];
  return <span className="number">{write ? write(value as never) : String(value)}</span>;
};
