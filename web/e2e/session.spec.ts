import { expect, test } from "@playwright/test";
import { signIn } from "./people";

test("who was given a password chooses their own before anything else", async ({ page }) => {
  await signIn(page);
  const session = (await (await page.request.get("/v1/session")).json()) as Record<string, unknown>;
  let given = true;
  await page.route("**/v1/session", (route) =>
    route.fulfill({ json: { ...session, must_change_password: given } }),
  );
  await page.route("**/v1/session/password", (route) => {
    const { new_password } = route.request().postDataJSON() as { new_password: string };
    if (new_password === "password12345")
      return route.fulfill({
        status: 422,
        json: {
          code: "invalid_input",
          issues: [{ code: "password_common", field: "/new_password", message: "" }],
        },
      });
    given = false;
    return route.fulfill({ json: { ...session, must_change_password: false } });
  });
  await page.goto("/forecast");
  await expect(page.getByRole("heading", { name: "请设一个自己的密码" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "主导航" })).toHaveCount(0);

  const change = async (password: string, again = password): Promise<void> => {
    await page.getByLabel("现在的密码").fill("given by somebody else");
    await page.getByLabel("新密码", { exact: true }).fill(password);
    await page.getByLabel("再输一遍新密码").fill(again);
    await page.getByRole("button", { name: "设好并进入" }).click();
  };
  await change("外婆种的丝瓜爬满了墙", "外婆种的丝瓜爬满了窗");
  await expect(page.getByText("两次输入的不一样")).toBeVisible();
  await change("password12345");
  await expect(page.getByText("在常用密码名单上")).toBeVisible();
  await change("外婆种的丝瓜爬满了墙");
  await expect(page.getByRole("navigation", { name: "主导航" })).toBeVisible();
});

test("a person sees where they are signed in", async ({ page }) => {
  await signIn(page);
  await page.getByRole("button", { name: /的账户$/ }).click();
  await page.getByText("我的登录").click();
  await expect(page.getByRole("heading", { name: "我在哪里登录着？" })).toBeVisible();
  await expect(page.locator(".own-session").first()).toBeVisible();
  await expect(page.getByText("当前", { exact: true })).toHaveCount(1);
});
