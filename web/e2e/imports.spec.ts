import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";
import { choose } from "./select";

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

const upload = async (page: Page, name: string, text: string): Promise<void> => {
  await page.goto("/imports?kind=sell-out");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(page).toHaveURL(/imports\/\d+/);
};

test("who was overtaken accepts nothing and is told what another changed", async ({ page }) => {
  await signIn(page);
  const row = ["2020-07-07", await firstCode(page, "outlets"), await firstCode(page, "products")];
  await upload(page, "two.csv", `日期,门店,产品,数量,散数\n${row.join(",")},7,700\n`);
  await expect(page.getByRole("heading", { name: "可以接受吗" })).toBeVisible();

  const path = `/v1${new URL(page.url()).pathname}`;
  const seen = await page.request.get(path);
  const session = (await (await page.request.get("/v1/session")).json()) as { csrf_token: string };
  const changed = await page.request.patch(path, {
    data: { mapping: { quantity: "散数" } },
    headers: { "If-Match": seen.headers()["etag"] ?? "", "X-CSRF-Token": session.csrf_token },
  });
  expect(changed.status()).toBe(202);

  await page.getByRole("button", { name: /接\s*受$/ }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: /接\s*受$/ })
    .click();
  const told = page.getByRole("alert").filter({ hasText: "刚被别人改过" });
  await expect(told).toContainText("数量 → 散数");
  await expect(told).toContainText("请看过再决定");
  await expect(page.getByRole("button", { name: /接\s*受$/ })).toBeEnabled();
  expect(((await (await page.request.get(path)).json()) as { status: string }).status).toBe(
    "checked",
  );
});

for (const width of [1440, 390])
  test(`a file without a known heading is mapped by hand, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await signIn(page);
    const row = [width > 1000 ? "2020-08-05" : "2020-08-06", await firstCode(page, "outlets")];
    const product = await firstCode(page, "products");
    await upload(
      page,
      `german${width}.csv`,
      `Umsatz\nDatum,Filiale,Artikel,Menge\n${row.join(",")},${product},3\n`,
    );
    await page.getByRole("radio", { name: "第 2 行" }).click();
    await page.getByRole("button", { name: "重新检查" }).first().click();
    for (const [header, column] of [
      ["Datum", "日期"],
      ["Filiale", "终端"],
      ["Artikel", "产品"],
      ["Menge", "数量"],
    ] as const) {
      // A table with a fixed head holds it twice.
      const select = page.getByRole("combobox", { name: `“${header}”对应` }).first();
      await choose(select, new RegExp(`^${column} \\*$`));
    }
    await page.getByRole("button", { name: "重新检查" }).first().click();
    await expect(page.getByRole("heading", { name: "可以接受吗" })).toBeVisible();
  });

test("a file that could not be read stands in the list and can be discarded", async ({ page }) => {
  await signIn(page);
  await upload(page, "unknown.csv", "Umsatz,Menge\nA,3\n");
  await expect(page.getByRole("heading", { name: "没有导入成功" })).toBeVisible();
  const address = page.url();
  await page.goto("/imports");
  await expect(page.getByRole("row", { name: /unknown\.csv/ }).getByText("失败")).toBeVisible();
  await page.goto(address);
  await page.getByRole("button", { name: /放\s*弃/ }).click();
  await expect(page.getByRole("row", { name: /unknown\.csv/ }).getByText("已放弃")).toBeVisible();
});

test("choices that settle errors stand above the list of them", async ({ page }) => {
  await signIn(page);
  const [outlet, product] = [await firstCode(page, "outlets"), await firstCode(page, "products")];
  const wrong = Array.from({ length: 210 }, (_, at) => `2020-09-01,${outlet},${product},${at}x`);
  await upload(
    page,
    "many.csv",
    `日期,门店,产品,数量\n${wrong.join("\n")}\n10/1/2020,${outlet},${product},1\n`,
  );
  await expect(page.getByRole("heading", { name: "还不能接受" })).toBeVisible();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const choice = await page.getByLabel("日期怎么写的？").boundingBox();
    const list = await page.getByRole("heading", { name: "处要改" }).boundingBox();
    expect(choice?.y ?? Infinity).toBeLessThan(list?.y ?? 0);
  }
});

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
