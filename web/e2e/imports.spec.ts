import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";

// Only a company of the server has closed months.
test.skip(!process.env.BIHUAN_URL, "needs a server");

const before = (month: string, back: number): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7);
};

const firstCode = async (page: Page, noun: string): Promise<string> => {
  const answer = await page.request.get(`/v1/${noun}?limit=1`);
  const { items } = (await answer.json()) as { items: { code: string }[] };
  return items[0]?.code ?? "";
};

for (const [language, words] of [
  [
    "zh",
    {
      told: "本文件的数据落在已关账的月份",
      later: "以后的这些月份已经关账",
      accept: /接\s*受$/,
      go: "去闭环",
    },
  ],
  [
    "en",
    { told: "months that are closed", later: "closed too", accept: /Accept$/, go: "To the loop" },
  ],
] as const)
  test(`an import into a closed month says so before and after, ${language}`, async ({ page }) => {
    await signIn(page);
    await page.evaluate((one) => localStorage.setItem("bihuan.language", one), language);
    const closed = before(process.env.BIHUAN_MONTH ?? "2026-10", 2);
    const day = `${closed}-${language === "zh" ? "11" : "12"}`;
    const row = [day, await firstCode(page, "outlets"), await firstCode(page, "products"), "977"];
    await page.goto("/imports?kind=sell-out");
    await page.locator("input[type=file]").setInputFiles({
      name: `${language}.csv`,
      mimeType: "text/csv",
      buffer: Buffer.from(`日期,门店,产品,数量\n${row.join(",")}\n`),
    });
    const told = page.getByRole("alert").filter({ hasText: words.told });
    await expect(told).toContainText(closed);
    await expect(told).toContainText(words.later);
    await expect(told).toContainText(before(closed, -1));
    await page.getByRole("button", { name: words.accept }).click();
    // The question whether to accept opens in a tooltip of its own, which has the same word.
    const question = page.getByRole("tooltip");
    await question.getByRole("button", { name: words.accept }).click();
    await expect(page).toHaveURL(/imports\//);
    await expect(page.getByRole("button", { name: words.go })).toBeVisible();
    await expect(told).toContainText(closed);
  });
