import dayjs, { type Dayjs } from "dayjs";
import { isBarcode, isFigure } from "@/features/lists/fields";
import type { FieldDescription } from "@/lib/api-types";
import { plainBarcode } from "@/lib/barcode";

export type Values = Record<string, unknown>;

/** What the server keeps, as the inputs want it. */
export const toInputs = (fields: FieldDescription[], record: Values): Values =>
  Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = record[name];
      if (value === null || value === undefined) return [name, undefined];
      if (isFigure(kind) && typeof value === "string") return [name, value];
      if (kind === "day" || kind === "month") return [name, dayjs(String(value))];
      if (kind === "money" || kind === "share")
        return [
          name,
          kind === "money" ? Number(value) / 100 : Math.round(Number(value) * 1e6) / 1e4,
        ];
      return [name, value];
    }),
  );

/** What the inputs hold, as the server keeps it. */
export const fromInputs = (fields: FieldDescription[], inputs: Values): Values =>
  Object.fromEntries(
    fields.map((field) => {
      const { name, kind } = field;
      const value = inputs[name];
      if (kind === "flag") return [name, value === true];
      if (kind === "ids" || kind === "choices") return [name, value ?? []];
      if (value === undefined || value === null) return [name, kind === "text" ? "" : null];
      // A figure that cannot be read stays as it was typed; its rule keeps it from being sent.
      if (isFigure(kind) && typeof value === "string") return [name, value];
      if (isBarcode(field)) return [name, plainBarcode(String(value))];
      if (kind === "day") return [name, (value as Dayjs).format("YYYY-MM-DD")];
      if (kind === "month") return [name, (value as Dayjs).format("YYYY-MM")];
      if (kind === "money") return [name, Math.round(Number(value) * 100)];
      if (kind === "share") return [name, Math.round(Number(value) * 1e4) / 1e6];
      return [name, value];
    }),
  );
