import { expect, type Page } from "@playwright/test";

const login = process.env.BIHUAN_LOGIN ?? "marketing_manager";
const password = process.env.BIHUAN_PASSWORD ?? "a password of the mock company";

/** Signs in, as the person of the environment unless told another, and waits for the frame. */
export const signIn = async (page: Page, who = login): Promise<void> => {
  await page.goto("/");
  await page.getByLabel("账户").fill(who);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: /登\s*录/ }).click();
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
};
