import { expect, test } from "vitest";
import { browserName } from "@/features/session/browser-name";

test("a browser is named as people know it", () => {
  const chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
  expect(browserName(chrome)).toBe("Chrome · Windows");
  expect(browserName(`${chrome} Edg/131.0.0.0`)).toBe("Edge · Windows");
  expect(
    browserName(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.54",
    ),
  ).toBe("微信 · iOS");
  expect(browserName("curl/8.5.0")).toBe("curl/8.5.0");
  expect(browserName("")).toBe("");
});
