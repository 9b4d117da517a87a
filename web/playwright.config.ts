import { defineConfig } from "@playwright/test";

/** BIHUAN_URL names a running server; without it the mock company of the sources answers. */
const server = process.env.BIHUAN_URL;
const port = Number(process.env.BIHUAN_E2E_PORT ?? 5188);

export default defineConfig({
  testDir: "e2e",
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 1,
  // A busy machine may be late once; a fault is there again.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"]],
  use: {
    baseURL: server ?? `http://127.0.0.1:${port}`,
    locale: "zh-CN",
    actionTimeout: 30_000,
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.BIHUAN_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    },
  },
  webServer: server
    ? undefined
    : {
        command: `npx vite build && npx vite preview --mode mock --host 127.0.0.1 --port ${port} --strictPort`,
        timeout: 120_000,
        url: `http://127.0.0.1:${port}`,
        reuseExistingServer: false,
        env: { VITE_CONFIG_NATIVE_IGNORE_WARNING: "true" },
      },
});
