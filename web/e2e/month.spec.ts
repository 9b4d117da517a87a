import { expect, test } from "@playwright/test";
import { signIn } from "./people";

const figureOf = (text: string | null): number => Number((text ?? "").replace(/[^\d.-]/g, ""));

test("a month closes, a figure opens, an override moves the plan", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));

  await test.step("sign in", () => signIn(page));

  await test.step("close the month with progress", async () => {
    await page.locator(".page-actions").getByRole("button", { name: /关账$/ }).click();
    await page.getByRole("button", { name: "开始关账" }).click();
    const progress = page.getByTestId("close-progress");
    await expect(progress).toBeVisible();
    await expect(progress).toHaveAttribute("data-status", "done", { timeout: 150_000 });
    await page.getByRole("button", { name: "看结果" }).click();
    await expect(page.getByRole("heading", { name: /已经闭环/ })).toBeVisible();
    await expect(page.locator(".verdict")).toContainText("需求");
  });

  await test.step("open a figure down to its layers", async () => {
    await page.getByRole("menuitem", { name: "预测" }).click();
    await page.locator(".product-list li button").nth(1).click();
    await page.locator(".answer .opens").click();
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByRole("row", { name: /基准/ })).toBeVisible();
    await expect(drawer.getByText("各层相加，分毫不差")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
  });

  const plannedBefore = await test.step("note the plan", async () => {
    await page.getByRole("menuitem", { name: "产销" }).click();
    await expect(page.getByTestId("planned")).toBeVisible();
    const planned = figureOf(await page.getByTestId("planned").textContent());
    await page.goBack();
    return planned;
  });

  await test.step("override with a reason, seeing the effect before", async () => {
    await page.getByRole("button", { name: "修正预测" }).click();
    await page.getByRole("textbox", { name: "改多少" }).fill("5000");
    await expect(page.getByTestId("preview-after")).toContainText("箱");
    await page.getByLabel("理由").fill("三家大卖场加开堆头");
    await page.getByRole("button", { name: "保存修正" }).click();
    await expect(page.getByText("修正已保存", { exact: false }).first()).toBeVisible();
    await expect(page.getByRole("row", { name: /三家大卖场加开堆头/ })).toBeVisible();
  });

  await test.step("let targets and production catch up", async () => {
    await page.getByRole("button", { name: "现在重算" }).click();
    await expect(page.getByText("还没有跟上的步骤")).toBeHidden({ timeout: 120_000 });
  });

  await test.step("see the plan change", async () => {
    await page.getByRole("menuitem", { name: "产销" }).click();
    await expect
      .poll(async () => figureOf(await page.getByTestId("planned").textContent()), {
        timeout: 90_000,
        intervals: [500, 1_000, 2_000],
      })
      .toBeGreaterThan(plannedBefore);
  });

  await test.step("switch to English", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await expect(page.getByRole("heading", { name: /How much to make/ })).toBeVisible();
  });

  await test.step("sign out", async () => {
    await page.getByRole("button", { name: /Account of/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  });

  expect(errors).toEqual([]);
});
