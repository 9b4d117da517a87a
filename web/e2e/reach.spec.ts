import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./people";
import { seriousIssues, settle, widerThanScreen } from "./reach";

const nouns = [
  "products",
  "outlets",
  "people",
  "promotions",
  "production-sites",
  "production-rules",
  "prices",
  "brands",
  "product-lines",
  "target-proposals",
  "regions",
  "channels",
];
const pages = [
  "/",
  "/forecast",
  "/accuracy",
  "/production",
  "/targets",
  "/imports",
  "/jobs",
  "/sessions",
  "/audit",
];
const paths = [...pages, ...nouns.map((noun) => `/lists/${noun}`)];

/** The month before the one in work: that one may still be open. */
const closedMonth = async (page: Page): Promise<string> => {
  const { month_in_work } = (await (await page.request.get("/v1/company")).json()) as {
    month_in_work: string;
  };
  const [year = 0, month = 1] = month_in_work.split("-").map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
};

/** Files on their way in: one with a wrong row, one that cannot be read. */
const uploads = async (page: Page): Promise<string[]> => {
  const { csrf_token } = (await (await page.request.get("/v1/session")).json()) as {
    csrf_token: string;
  };
  const files = {
    "wrong-row.csv": "日期,门店,产品,数量\n2026-13-01,X,Y,1\n",
    "letter.csv": "你好\n",
  };
  return Promise.all(
    Object.entries(files).map(async ([name, data]) => {
      const sent = await page.request.post(`/v1/imports?kind=sell-out&name=${name}`, {
        data,
        headers: { "Content-Type": "application/octet-stream", "X-CSRF-Token": csrf_token },
      });
      return `/imports/${((await sent.json()) as { id: string }).id}`;
    }),
  );
};

const handover = async (page: Page, month: string): Promise<string> => {
  const loop = (await (await page.request.get(`/v1/months/${month}`)).json()) as {
    handovers: { id: string | null }[];
  };
  return `/handovers/${loop.handovers.find((one) => one.id)?.id ?? ""}`;
};

/** Pages of the lists above, and those that show one thing or another choice. */
const everyPath = async (page: Page): Promise<string[]> => {
  const month = await closedMonth(page);
  return [
    ...paths,
    ...["/", "/forecast", "/production", "/targets"].map((path) => `${path}?month=${month}`),
    `/accuracy?month=${month}&level=product&lead=3`,
    `/lists/products?record=new`,
    await handover(page, month),
    ...(await uploads(page)),
  ];
};

test("every page can be read and used by everybody", async ({ page }) => {
  test.slow();
  await page.goto("/");
  expect(await seriousIssues(page), "sign-in").toEqual([]);
  await signIn(page);
  for (const path of paths) {
    await settle(page, path);
    expect.soft(await seriousIssues(page), path).toEqual([]);
  }
});

for (const language of ["zh", "en"])
  test(`nothing runs out of a phone's screen, ${language}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page);
    const all = await everyPath(page);
    await page.evaluate((one) => localStorage.setItem("bihuan.language", one), language);
    for (const path of all) {
      await settle(page, path);
      expect.soft(await widerThanScreen(page), path).toBeLessThanOrEqual(0);
    }
    await page.context().clearCookies();
    await page.goto("/");
    await expect(page.locator("form")).toBeVisible();
    expect.soft(await widerThanScreen(page), "sign-in").toBeLessThanOrEqual(0);
  });
