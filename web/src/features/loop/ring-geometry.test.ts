import { describe, expect, it } from "vitest";
import { alongBottom, departments, overTop, ring, stepPlaces } from "@/features/loop/ring-geometry";

describe("the ring", () => {
  it("carries hand-overs to Sales over the top, left to right", () => {
    const middles = overTop(5).map((segment) => segment.middle);
    expect(middles.every(({ y }) => y < ring.y)).toBe(true);
    expect(middles.map(({ x }) => x)).toEqual([...middles.map(({ x }) => x)].sort((a, b) => a - b));
  });

  it("carries feedback along the bottom, right to left", () => {
    const middles = alongBottom(9).map((segment) => segment.middle);
    expect(middles.every(({ y }) => y > ring.y)).toBe(true);
    expect(middles.map(({ x }) => x)).toEqual([...middles.map(({ x }) => x)].sort((a, b) => b - a));
  });

  it("keeps every label inside the picture", () => {
    for (const { label } of [...overTop(5), ...alongBottom(9)]) {
      expect(label.x).toBeGreaterThan(60);
      expect(label.x).toBeLessThan(ring.width - 60);
      expect(label.y).toBeGreaterThan(10);
      expect(label.y).toBeLessThan(ring.height - 10);
    }
  });

  it("has Marketing at the left, Sales at the right, seven steps inside", () => {
    expect(departments.marketing.x).toBeLessThan(departments.sales.x);
    expect(new Set(stepPlaces(7).map(({ x, y }) => `${x},${y}`)).size).toBe(7);
  });
});
