import { expect, test } from "@playwright/test";
import { signIn } from "./people";

interface Row {
  id: string;
  name: string;
}

test("two people edit the same row: the second is told and nothing is overwritten", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/lists/products");
  await page.locator("td .opens").first().click();
  const form = page.getByRole("dialog");
  const name = form.getByLabel("产品名称");
  await expect(name).not.toHaveValue("");
  const before = await name.inputValue();

  const id = new URL(page.url()).searchParams.get("record") ?? "";
  const session = (await (await page.request.get("/v1/session")).json()) as { csrf_token: string };
  const row = await page.request.get(`/v1/products/${id}`);
  const other = `${before} 2`;
  const changed = await page.request.patch(`/v1/products/${id}`, {
    data: { name: other },
    headers: { "If-Match": row.headers()["etag"] ?? "", "X-CSRF-Token": session.csrf_token },
  });
  expect(changed.ok()).toBe(true);

  await name.fill(`${before} 3`);
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await expect(form.getByText("别人刚刚改过这一条")).toBeVisible();
  expect(((await (await page.request.get(`/v1/products/${id}`)).json()) as Row).name).toBe(other);

  await form.getByRole("button", { name: "看最新内容" }).click();
  await expect(name).toHaveValue(other);
  await name.fill(before);
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await expect(page.getByText("已保存").first()).toBeVisible();
  expect(((await (await page.request.get(`/v1/products/${id}`)).json()) as Row).name).toBe(before);
});

test("a list is searched, sorted and paged by the server, and keeps it in the address", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/lists/outlets");
  const pager = page.locator(".pager");
  await expect(pager).toContainText("第 1–50 行");
  await page.getByRole("button", { name: "下一页" }).click();
  await expect(pager).toContainText("第 51–100 行");
  await page.getByRole("columnheader", { name: "终端编码" }).click();
  await expect(page).toHaveURL(/sort=code/);
  await expect(pager).toContainText("第 1–50 行");
  const code = await page.locator("td .opens").first().textContent();
  await page.getByPlaceholder("搜编码、名称或拼音").fill(code ?? "");
  await page.keyboard.press("Enter");
  await expect(pager).toContainText("共 1 行");
  await page.reload();
  await expect(pager).toContainText("共 1 行");
});

test("a narrowed list says so, and its filters are taken away one by one", async ({ page }) => {
  await signIn(page);
  await page.goto("/lists/products?f.own=true&f.own=false&f.nonsense=1");
  const tags = page.locator(".filter-tags .ant-tag");
  await expect(tags).toHaveText([/是$/, /否$/]);
  await page
    .getByLabel(/不再按/)
    .first()
    .click();
  await expect(tags).toHaveText([/否$/]);
  await expect(page).toHaveURL(/f\.own=false/);
});
