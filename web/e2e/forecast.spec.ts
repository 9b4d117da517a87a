import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";
import { seriousIssues, widerThanScreen } from "./reach";

/** The page's own words in a language. */
const words = {
  zh: {
    promotion: "促销",
    drawModel: /^画出/,
    open: "看最近 12 个月",
    three: "提前 3 个月",
    notSaved: "没有保存",
    back: "全部恢复",
    keep: /保存/,
    title: "当时会怎么预测",
    table: "看表格",
    looked: "试看（未保存）",
  },
  en: {
    promotion: "Promotion",
    drawModel: /^Draw /,
    open: "See the last 12 months",
    three: "3 mo. ahead",
    notSaved: "Nothing is saved",
    back: "All back on",
    keep: /Keep/,
    title: "What would have been forecast",
    table: "As table",
    looked: "Looked at (not saved)",
  },
} as const;

const sizes = [
  { name: "desk", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
];

const lastClosed = async (page: Page): Promise<string> => {
  const answer = await page.request.get("/v1/company");
  const company = (await answer.json()) as { month_in_work: string };
  const [year = 0, month = 1] = company.month_in_work.split("-").map(Number);
  // The month in work may still be open: the one before is closed.
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
};

/** The product that sells most, so that there is something to see. */
const greatest = async (page: Page, month: string): Promise<string> => {
  const answer = await page.request.get(`/v1/forecast-table?month=${month}`);
  const table = (await answer.json()) as { items: { product_id: string }[] };
  return table.items[0]?.product_id ?? "";
};

for (const language of ["zh", "en"] as const)
  for (const size of sizes)
    test(`a forecast opens up to its causes, models and past, ${language} ${size.name}`, async ({
      page,
    }) => {
      const said = words[language];
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.setViewportSize(size);
      await signIn(page);
      await page.evaluate((one) => localStorage.setItem("bihuan.language", one), language);
      const month = await lastClosed(page);
      await page.goto(`/forecast?month=${month}&product=${await greatest(page, month)}`);
      const figure = page.locator(".answer .opens");
      await expect(figure).toBeVisible();
      const before = await figure.textContent();

      await test.step("an index is switched off and only looked at", async () => {
        const promotion = page.getByRole("switch", { name: said.promotion });
        await expect(promotion).toBeChecked();
        await promotion.click();
        const told = page.getByTestId("looked-at");
        await expect(told).toContainText(before ?? "?");
        await expect(page.getByText(said.notSaved).first()).toBeVisible();
        const [now, was] = [...((await told.textContent()) ?? "").matchAll(/[\d,]+ (?=箱|case)/g)];
        expect(now?.[0]).not.toBe(was?.[0]);
        await expect(figure).toHaveText(before ?? "?");
        await page.getByRole("button", { name: said.keep }).first().click();
        const dialog = page.getByRole("dialog");
        await expect(dialog.locator("#value")).toHaveValue(/^1(\.0+)?$/);
        await expect(dialog.getByTestId("preview-after")).toContainText(/箱|case/);
        await page.keyboard.press("Escape");
        await expect(dialog).toBeHidden();
        await page.getByRole("button", { name: said.back }).click();
        await expect(told).toBeHidden();
        await expect(promotion).toBeChecked();
      });

      await test.step("the table of models is seen whole", async () => {
        const table = page
          .locator(".ant-table-content")
          .filter({ has: page.getByRole("checkbox", { name: said.drawModel }) });
        expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
      });

      await test.step("a competing model is drawn", async () => {
        const model = page.getByRole("checkbox", { name: said.drawModel }).nth(1);
        const name = ((await model.getAttribute("aria-label")) ?? "").replace(said.drawModel, "");
        await model.check();
        await page
          .locator(".panel", { has: page.locator(".chart-parts") })
          .scrollIntoViewIfNeeded();
        await page.getByRole("button", { name: said.table }).first().click();
        await expect(page.getByRole("columnheader", { name, exact: true })).toHaveCount(1);
      });

      await test.step("twelve months are looked back on", async () => {
        await page.getByRole("button", { name: said.open }).click();
        await expect(page.getByTestId("hindsight-answer")).toContainText("12");
        const months = page.locator("#hindsight tbody tr:not(.ant-table-measure-row)");
        await expect(months).toHaveCount(12);
        const first = await months.first().textContent();
        await page.getByText(said.three, { exact: true }).click();
        await expect(page).toHaveURL(/hindsight=3/);
        await expect(months).toHaveCount(12);
        await expect(months.first()).not.toHaveText(first ?? "?");
      });

      expect(await seriousIssues(page)).toEqual([]);
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
    });
