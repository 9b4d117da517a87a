import { describe, expect, it } from "vitest";
import { isNarrowed } from "@/features/lists/api";

describe("a list", () => {
  it("is narrowed by a search or a filter", () => {
    expect(isNarrowed({ search: "橙", filters: {} })).toBe(true);
    expect(isNarrowed({ filters: { kind: ["retail"] } })).toBe(true);
  });

  it("is whole however it is sorted and wherever one is in it", () => {
    expect(isNarrowed({ sort: "-name", after: "abc", search: "", filters: { kind: [] } })).toBe(
      false,
    );
  });
});
