import { describe, expect, it } from "vitest";
import { changedValues, firstColumns, formFields, limitsOf } from "@/features/lists/fields";

const fields = [
  { name: "id", kind: "id", read_only: true },
  { name: "code", kind: "text", required: true },
  { name: "pinyin", kind: "text", read_only: true },
  { name: "phone", kind: "text" },
  { name: "attributes", kind: "json" },
  { name: "version", kind: "count", read_only: true },
];

describe("fields of a description", () => {
  it("leave keys, machinery and free attributes out of forms", () => {
    expect(formFields(fields).map((field) => field.name)).toEqual(["code", "phone"]);
  });

  it("show the wanted columns first", () => {
    expect(firstColumns(fields)).toEqual(["code"]);
  });

  it("send only what changed", () => {
    const before = { code: "A", phone: "", roles: ["x"] };
    expect(changedValues(before, { code: "B", phone: "", roles: ["x"] })).toEqual({ code: "B" });
  });

  it("are typed within the bounds of their description, money in yuan and shares in percent", () => {
    const limits = (kind: string, minimum?: number, maximum?: number) =>
      limitsOf({ name: "x", kind, minimum, maximum });
    expect(limits("count", 1, 2147483647)).toEqual({ whole: true, min: 1, max: 2147483647 });
    expect(limits("money", 0, 1e12)).toEqual({ decimals: 2, min: 0, max: 1e10 });
    expect(limits("share")).toEqual({ percent: true, decimals: 4, min: 0, max: 100 });
    expect(limits("real", -180, 180)).toEqual({ min: -180, max: 180 });
  });

  it("take an absent value and null for the same", () => {
    expect(changedValues({ code: "A" }, { code: "A", phone: null })).toEqual({});
  });
});
