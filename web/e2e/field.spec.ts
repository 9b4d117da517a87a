import { expect, test } from "@playwright/test";
import { signIn } from "./people";

/** The demo's last month is open; the one before has a plan. */
const closedMonth = (): string => {
  const [year = 0, month = 0] = (process.env.BIHUAN_MONTH ?? "").split("-").map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
};

for (const who of ["representative", "merchandiser", "regional_manager"])
  test(`${who} works with their regions and sees no figure of the nation`, async ({ page }) => {
    test.skip(!process.env.BIHUAN_URL, "the mock company has one person only");
    const refused: string[] = [];
    page.on("response", (answer) => {
      if (
        answer.status() >= 400 &&
        answer.url().includes("/v1/") &&
        !answer.url().endsWith("/session")
      )
        refused.push(`${answer.status()} ${answer.url()}`);
    });
    await signIn(page, who);

    await test.step("the ring tells how far the month is, without figures", async () => {
      await page.goto(`/?month=${closedMonth()}`);
      await expect(page.locator(".verdict")).toContainText("七步已完成");
      await expect(page.locator(".verdict")).not.toContainText("需求");
    });

    await test.step("the plan's place shows what can be had", async () => {
      await page.goto(`/production?month=${closedMonth()}`);
      await expect(page.getByRole("heading", { name: /哪些产品有货/ })).toBeVisible();
      await expect(page.getByText(/^(有货|将缺货|缺货)$/).first()).toBeVisible();
      await expect(page.getByTestId("planned")).toHaveCount(0);
    });

    await test.step("the navigation has no place that they may not go", async () => {
      const navigation = page.getByRole("navigation", { name: "主导航" });
      for (const place of ["产线", "生产规则", "审计日志"])
        await expect(navigation.getByRole("menuitem", { name: place })).toHaveCount(0);
    });

    await test.step("people are the line's, promotions have no budget", async () => {
      await page.goto("/lists/people");
      await expect(page.getByRole("cell", { name: "销售部经理" })).toBeVisible();
      await expect(page.getByRole("columnheader", { name: "保密级别" })).toHaveCount(0);
      await page.goto("/lists/promotions");
      await expect(page.getByRole("columnheader", { name: /预算/ })).toHaveCount(0);
    });

    await test.step("every page opens", async () => {
      for (const path of ["/forecast", "/targets", "/accuracy", "/jobs", "/lists/outlets"]) {
        await page.goto(`${path}?month=${closedMonth()}`);
        await expect(page.locator(".page h1")).toBeVisible();
        await page.waitForLoadState("networkidle");
      }
    });
    expect(refused).toEqual([]);
  });
