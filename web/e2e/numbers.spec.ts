import { expect, test } from "@playwright/test";
import { signIn } from "./people";
import { choose } from "./select";

// Of the demo company representatives propose; the mock company has one person, who may do all.
const whoProposes = process.env.BIHUAN_URL ? "representative" : undefined;

test.beforeEach(async ({ page }, { title }) =>
  signIn(page, title.startsWith("a proposal") ? whoProposes : undefined),
);

test("a number is taken as it was typed or refused", async ({ page }) => {
  await page.goto("/lists/products?record=new");
  const field = page.locator("#units_per_box");
  const wrong = page.locator("#units_per_box_help");
  for (const [typed, words] of [
    ["1,5", "数字写法有歧义"],
    ["1.7", "应为整数"],
    ["9223372036854775807", "不能大于"],
  ] as const) {
    await field.fill(typed);
    await expect(wrong).toContainText(words);
    await expect(field).toHaveValue(typed);
  }
  await field.fill("１２");
  await expect(wrong).toHaveCount(0);
});

test("a barcode can be mended in its middle, and stands as its digits afterwards", async ({
  page,
}) => {
  await page.goto("/lists/products?record=new");
  const field = page.locator("#gtin");
  await field.fill("690 234 567892");
  await field.press("Home");
  for (let step = 0; step < 3; step++) await field.press("ArrowRight");
  await page.keyboard.type("-1");
  await expect(field).toHaveValue("690-1 234 567892");
  await field.blur();
  await expect(field).toHaveValue("6901234567892");
  await expect(page.locator("#gtin_help")).toHaveCount(0);
});

test("a proposal says its unit and the boxes that it makes", async ({ page }) => {
  await page.goto("/targets");
  await page.getByRole("button", { name: "提报目标" }).click();
  await page
    .getByRole("button", { name: /新建|新 建/ })
    .first()
    .click();
  await choose(page.locator("#product_id"), /./);
  await page.locator("#quantity").fill("4,800");
  await expect(page.locator(".quantity-note")).toContainText("箱");
});

test("a session that ended leads to the sign-in page and back to where one was", async ({
  page,
}) => {
  await page.goto("/lists/products");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.context().clearCookies();
  // Whatever the page asks for next, by itself or by this click, meets the ended session.
  const menu = page.getByRole("menuitem", { name: "促销" });
  await menu.click({ timeout: 5000 }).catch(() => undefined);
  await expect(page.getByText("您的登录已结束，请重新登录。")).toBeVisible();
  expect(page.url()).toMatch(/\/lists\/(promotions|products)/);
});

test("a page whose code does not come can be asked for again", async ({ page }) => {
  await page.route(/\/(assets|v1)\//, (route) => route.abort());
  await page.getByRole("menuitem", { name: "导入" }).click();
  await expect(page.locator("#page").getByText("连不上服务器")).toBeVisible();
  await page.unroute(/\/(assets|v1)\//);
  await page.locator("#page").getByRole("button", { name: "再试一次" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
