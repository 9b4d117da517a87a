import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";

const paths = [
  "/",
  "/forecast",
  "/accuracy",
  "/production",
  "/targets",
  "/imports",
  "/jobs",
  "/sessions",
  "/audit",
  "/lists/products",
  "/lists/outlets",
  "/lists/people",
  "/lists/promotions",
];

const settle = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".ant-skeleton-active, .ant-spin-spinning")).toHaveCount(0);
};

const seriousIssues = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map(
      (one) =>
        `${one.id}: ${[...new Set(one.nodes.map((node) => node.html.slice(0, 120)))].slice(0, 4).join(" | ")}`,
    );
};

test("every page can be read and used by everybody", async ({ page }) => {
  await page.goto("/");
  expect(await seriousIssues(page), "sign-in").toEqual([]);
  await signIn(page);
  for (const path of paths) {
    await settle(page, path);
    expect.soft(await seriousIssues(page), path).toEqual([]);
  }
});

test("nothing runs out of a phone's screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  for (const path of paths) {
    await settle(page, path);
    const over = await page.evaluate(() => {
      const main = document.querySelector("main");
      return Math.max(
        document.documentElement.scrollWidth - window.innerWidth,
        (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
      );
    });
    expect.soft(over, path).toBeLessThanOrEqual(0);
  }
});
