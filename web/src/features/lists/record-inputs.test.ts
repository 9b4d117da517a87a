import { describe, expect, it } from "vitest";
import { fromInputs, toInputs } from "@/features/lists/record-inputs";

const fields = [
  { name: "name", kind: "text" },
  { name: "gtin", kind: "text" },
  { name: "own", kind: "flag" },
  { name: "price", kind: "money" },
  { name: "depth", kind: "share" },
  { name: "first_day", kind: "day" },
  { name: "last_day", kind: "day" },
  { name: "target_month", kind: "month" },
  { name: "region_ids", kind: "ids" },
  { name: "parent_id", kind: "id" },
];

const record = {
  name: "橙汁",
  gtin: "6901234567892",
  own: true,
  price: 350,
  depth: 0.155,
  first_day: "2026-10-01",
  last_day: null,
  target_month: "2026-11",
  region_ids: ["1", "2"],
  parent_id: null,
};

describe("inputs of a record", () => {
  it("show yuan and percent, and give back what came", () => {
    const inputs = toInputs(fields, record);
    expect(inputs.price).toBe(3.5);
    expect(inputs.depth).toBe(15.5);
    expect(fromInputs(fields, inputs)).toEqual(record);
  });

  it("keep a figure that cannot be read as it was typed", () => {
    const kept = fromInputs(fields, { price: "1,5", depth: "abc" });
    expect(kept).toMatchObject({ price: "1,5", depth: "abc" });
    expect(toInputs(fields, kept)).toMatchObject({ price: "1,5", depth: "abc" });
  });

  it("send a barcode as its digits, however it was typed", () => {
    expect(fromInputs(fields, { gtin: "690 1234-567892" }).gtin).toBe("6901234567892");
  });

  it("say empty in each kind's own way", () => {
    const empty = fromInputs(fields, {});
    expect(empty).toMatchObject({
      name: "",
      own: false,
      price: null,
      region_ids: [],
      parent_id: null,
    });
  });
});
