import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What keeps somebody from reading or using the page, in a line each. */
export const seriousIssues = async (page: Page): Promise<string[]> => {
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

/** By how many pixels the page scrolls sideways. */
export const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(
      (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth,
      (main?.scrollWidth ?? 0) - (main?.clientWidth ?? 0),
    );
  });

/** Opens a page and waits until all of it is there. */
export const settle = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(page.locator(".ant-skeleton-active, .ant-spin-spinning")).toHaveCount(0);
};
