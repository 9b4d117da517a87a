import { describe, expect, it } from "vitest";
import { readTyped, typedAs, type Limits } from "@/lib/typed-number";

const read = (text: string, limits?: Limits) => {
  const typed = readTyped(text, limits);
  return typed.problem ?? typed.value;
};

describe("a typed number", () => {
  it("keeps its commas before each three digits or is refused", () => {
    expect(read("1,500")).toBe(1500);
    expect(read("1,234,567.5")).toBe(1234567.5);
    expect(read("12 345")).toBe(12345);
    for (const text of ["1,5", "1,", ",5", "1,23", "12,34,567", "1.234,56", "1.2.3", "1 5"])
      expect(read(text)).toBe("ambiguous_number");
  });

  it("is no number where it holds anything else", () => {
    for (const text of ["abc", "-", ".", "1。5", "12x", "0x10", "Infinity", "1e", "--1"])
      expect(read(text)).toBe("not_a_number");
  });

  it("may have its sign where it is a percentage", () => {
    expect(read("15.5%", { percent: true })).toBe(15.5);
    expect(read("１５％", { percent: true })).toBe(15);
    expect(read("15%")).toBe("not_a_number");
  });

  it("may be empty", () => {
    expect(read("")).toBeNull();
    expect(read("  ")).toBeNull();
  });

  it("is not rounded where a whole number is asked", () => {
    expect(read("1.7", { whole: true })).toBe("not_whole");
    expect(read("1.0", { whole: true })).toBe(1);
    expect(read("1.2万", { whole: true })).toBe(12000);
    expect(read("0.00", { whole: true })).toBe(0);
  });

  it("is not cut behind the digits that money keeps", () => {
    expect(read("3.55", { decimals: 2 })).toBe(3.55);
    expect(read("3.555", { decimals: 2 })).toBe("too_many_decimals");
    expect(read("¥3.50", { decimals: 2 })).toBe(3.5);
    expect(read("3.5元", { decimals: 2 })).toBe(3.5);
  });

  it("is refused with its bound where it lies beyond", () => {
    expect(readTyped("9223372036854775807")).toEqual({ problem: "too_large", bound: 1e12 });
    expect(readTyped("1e30")).toEqual({ problem: "too_large", bound: 1e12 });
    expect(readTyped("1e999")).toEqual({ problem: "too_large", bound: 1e12 });
    expect(readTyped("-1e30")).toEqual({ problem: "too_small", bound: -1e12 });
    expect(readTyped("1000000000001")).toEqual({ problem: "too_large", bound: 1e12 });
    expect(read("1,000,000,000,000")).toBe(1e12);
    expect(readTyped("101", { min: 0, max: 100 })).toEqual({ problem: "too_large", bound: 100 });
    expect(readTyped("-1", { min: 0 })).toEqual({ problem: "too_small", bound: 0 });
  });

  it("may be typed full-width", () => {
    expect(read("１２")).toBe(12);
    expect(read("１，５００．５")).toBe(1500.5);
    expect(read("－３")).toBe(-3);
    expect(read("１，５")).toBe("ambiguous_number");
  });

  it("reads what it writes", () => {
    for (const value of [0, 0.01, 15.5, -3, 1e12, 0.0000001])
      expect(read(typedAs(value))).toBe(value);
    expect(typedAs(null)).toBe("");
  });
});
