import type { FieldDescription } from "@/lib/api-types";
import { MOST_FIGURE, type Limits } from "@/lib/typed-number";

const hidden = new Set(["id", "version", "pinyin"]);

/** Fields that a table may show: all but keys and machinery. */
export const tableFields = (fields: FieldDescription[]): FieldDescription[] =>
  fields.filter((field) => !hidden.has(field.name) && field.kind !== "json");

/** Fields that a person fills in. */
export const formFields = (fields: FieldDescription[]): FieldDescription[] =>
  tableFields(fields).filter((field) => !field.read_only);

const lessWanted = new Set([
  "phone",
  "email",
  "address",
  "longitude",
  "latitude",
  "opens",
  "closes",
  "boxes_per_pallet",
  "active_from",
  "active_to",
  "gtin",
  "category",
]);

/** What a table shows before anybody has chosen. */
export const firstColumns = (fields: FieldDescription[]): string[] =>
  tableFields(fields)
    .map((field) => field.name)
    .filter((name) => !lessWanted.has(name));

export const isFigure = (kind: string): boolean =>
  ["count", "real", "share", "money", "quantity"].includes(kind);

export const isBarcode = ({ name }: FieldDescription): boolean => name === "gtin";

/** What may be typed into a figure's field: money in yuan, a share in percent. */
export const limitsOf = ({ kind, minimum, maximum }: FieldDescription): Limits => {
  const [min, max] = [minimum ?? undefined, maximum ?? undefined];
  switch (kind) {
    case "count":
    case "quantity":
      return { whole: true, min, max };
    case "money":
      return { decimals: 2, min: (min ?? -MOST_FIGURE) / 100, max: (max ?? MOST_FIGURE) / 100 };
    case "share":
      return { percent: true, decimals: 4, min: (min ?? 0) * 100, max: (max ?? 1) * 100 };
    default:
      return { min, max };
  }
};

/** Only what the person changed goes to the server. */
export const changedValues = (
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(value ?? null),
    ),
  );
