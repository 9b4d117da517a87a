import { describe, expect, it } from "vitest";
import { within } from "@/features/lists/use-list-state";

describe("a list with a filter of its own beside the frame's region", () => {
  it("shows what both hold, and nothing where that is nothing", () => {
    expect(within(undefined, ["1", "2"])).toEqual(["1", "2"]);
    expect(within(["2", "3"], ["1", "2"])).toEqual(["2"]);
    expect(within(["3"], ["1", "2"])).toEqual(["0"]);
  });
});
