import { expect, test } from "vitest";
import { plainBarcode } from "@/lib/barcode";

test("a barcode may be typed or pasted as it is printed", () => {
  expect(plainBarcode("690 1234 567892")).toBe("6901234567892");
  expect(plainBarcode("690-1234-567892 ")).toBe("6901234567892");
  expect(plainBarcode("６９０１２３４５６７８９２")).toBe("6901234567892");
  expect(plainBarcode("690-ABC")).toBe("690-ABC");
  expect(plainBarcode("")).toBe("");
});
