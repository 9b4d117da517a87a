import { describe, expect, it } from "vitest";
import { changedValues, firstColumns, formFields } from "@/features/lists/fields";

const fields = [
  { name: "id", kind: "id", read_only: true },
  { name: "code", kind: "text", required: true },
  { name: "pinyin", kind: "text", read_only: true },
  { name: "phone", kind: "text" },
  { name: "email", kind: "text" },
  { name: "attributes", kind: "json" },
  { name: "version", kind: "count", read_only: true },
];

describe("fields of a description", () => {
  it("leave keys, machinery and free attributes out of forms", () => {
    expect(formFields(fields).map((field) => field.name)).toEqual(["code", "phone", "email"]);
  });

  it("show the wanted columns first", () => {
    expect(firstColumns(fields)).toEqual(["code", "phone"]);
  });

  it("send only what changed", () => {
    const before = { code: "A", phone: "", roles: ["x"] };
    expect(changedValues(before, { code: "B", phone: "", roles: ["x"] })).toEqual({ code: "B" });
  });

  it("take an absent value and null for the same", () => {
    expect(changedValues({ code: "A" }, { code: "A", phone: null })).toEqual({});
  });
});
