import { chromium } from "@playwright/test";
const base = process.env.BASE ?? "http://127.0.0.1:5199";
const [,, path = "/", out = "/tmp/shot", lang = "zh", mode = "both", script = ""] = process.argv;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [w, h] of mode === "wide" ? [[1440, 900]] : mode === "phone" ? [[390, 844]] : [[1440, 900], [390, 844]]) {
  const context = await browser.newContext({ viewport: { width: w, height: h }, locale: "zh-CN" });
  const page = await context.newPage();
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) console.log(w, m.type(), m.text().slice(0, 300)); });
  page.on("pageerror", (e) => console.log(w, "PAGEERROR", e.message.slice(0, 500)));
  await page.addInitScript((l) => { localStorage.setItem("bihuan.language", l.replace("-dark","")); if (l.endsWith("-dark")) localStorage.setItem("bihuan.dark","1"); }, lang);
  if (process.env.NOCOOKIE !== "1") {
    if (process.env.LOGIN) await context.request.post(base + "/v1/session", { data: { login: process.env.LOGIN, password: process.env.PASSWORD } });
    else await context.addCookies([{ name: "mock", value: "1", url: base }]);
  }
  await page.goto(base + path, { waitUntil: "networkidle" });
  await page.waitForTimeout(900);
  if (script) { await (new Function("page", `return (async () => { ${script} })()`))(page); await page.waitForTimeout(900); }
  await page.screenshot({ path: `${out}-${w}.png`, fullPage: process.env.FULL === "1" });
  await context.close();
}
await browser.close();
