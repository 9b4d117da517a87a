import { describe, expect, it } from "vitest";
import { waterfallBars } from "@/components/charts/waterfall";

const write = (value: number) => String(value);

describe("bars of a waterfall", () => {
  it("stand on what came before them and end at the total", () => {
    const bars = waterfallBars(
      [
        { name: "level", value: 100, total: true },
        { name: "season", value: 30 },
        { name: "price", value: -50 },
        { name: "all", value: 80, total: true },
      ],
      write,
    );
    expect(bars.map((bar) => [bar.ground, bar.up, bar.down, bar.total])).toEqual([
      [0, 0, 0, 100],
      [100, 30, 0, 0],
      [80, 0, 50, 0],
      [0, 0, 0, 80],
    ]);
    expect(bars[1]?.label).toBe("+30");
  });

  it("leave out steps that change nothing", () => {
    expect(waterfallBars([{ name: "price", value: 0 }], write)).toEqual([]);
  });

  it("go below zero from where they start", () => {
    const [bar] = waterfallBars([{ name: "demand", value: -40 }], write);
    expect([bar?.ground, bar?.down]).toEqual([-40, 40]);
  });
});
