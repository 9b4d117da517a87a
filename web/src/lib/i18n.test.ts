import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { counted } from "@/lib/format";
import { startLanguages, switchLanguage } from "@/lib/i18n";

beforeAll(async () => {
  await startLanguages();
});

test("one of a thing is told in the singular", async () => {
  await switchLanguage("en");
  expect(i18next.t("imports:issues", counted(1))).toBe("1 place to correct");
  expect(i18next.t("imports:issues", counted(1_600))).toBe("1,600 places to correct");
  expect(i18next.t("forecast:ahead", counted(1))).toBe("1 month ahead");
  expect(i18next.t("production:rowCount", counted(0))).toBe("0 rows");
});

test("Chinese counts without forms", async () => {
  await switchLanguage("zh");
  expect(i18next.t("imports:issues", counted(1))).toBe("1 处要改");
  expect(i18next.t("forecast:ahead", counted(3))).toBe("提前 3 个月");
});
