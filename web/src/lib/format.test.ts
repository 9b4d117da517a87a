import { afterEach, describe, expect, it } from "vitest";
import {
  axis,
  boxes,
  boxesShort,
  day,
  duration,
  index,
  money,
  month,
  monthShort,
  percent,
  price,
  setFormatLanguage,
  signed,
  UNKNOWN,
} from "@/lib/format";

afterEach(() => setFormatLanguage("zh"));

describe("figures in Chinese", () => {
  it("write money in 元, 万元 and 亿元 by its size", () => {
    expect(money(123_456)).toBe("1,235 元");
    expect(money(123_456_700)).toBe("123 万元");
    expect(money(12_345_600)).toBe("12.3 万元");
    expect(money(12_345_678_900)).toBe("1.23 亿元");
  });

  it("write cents only for prices", () => {
    expect(price(350)).toBe("3.50 元");
  });

  it("write boxes in full, and short for head-lines", () => {
    expect(boxes(1260)).toBe("1,260 箱");
    expect(boxesShort(160_000)).toBe("16.0 万箱");
    expect(boxesShort(1260)).toBe("1,260 箱");
  });

  it("write months and days as people say them", () => {
    expect(month("2026-10")).toBe("2026年10月");
    expect(monthShort("2026-03-01")).toBe("3月");
    expect(day("2026-10-05")).toBe("10月5日");
  });
});

describe("figures in English", () => {
  it("use k, M and bn", () => {
    setFormatLanguage("en");
    expect(money(12_345_678_900)).toBe("¥123M");
    expect(boxesShort(1260)).toBe("1.26k cases");
    expect(boxes(1)).toBe("1 case");
    expect(month("2026-09")).toBe("Sep 2026");
  });
});

describe("any figure", () => {
  it("is a dash when unknown, never 0", () => {
    for (const write of [money, boxes, percent, index, month, day, duration])
      expect(write(null as never)).toBe(UNKNOWN);
    expect(percent(Number.NaN)).toBe(UNKNOWN);
  });

  it("shows a change with its sign and a true minus", () => {
    expect(signed(0.034, (x) => percent(x))).toBe("+3.4%");
    expect(signed(-0.034, (x) => percent(x))).toBe("−3.4%");
    expect(signed(0)).toBe("0");
  });

  it("is short on an axis", () => {
    expect(axis(210_000)).toBe("21万");
    expect(axis(25_000)).toBe("2.5万");
    expect(axis(500)).toBe("500");
  });

  it("writes an index with three decimals", () => {
    expect(index(1.1235)).toBe("×1.124");
  });
});
