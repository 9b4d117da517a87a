import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { compressOutput } from "./tools/compress-output.ts";

const server = process.env.BIHUAN_URL ?? "http://127.0.0.1:8080";

/** As the server sends it, so that the browser tests of the build meet it too. */
const contentSecurityPolicy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
  "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; " +
  "frame-ancestors 'none'";

const mockPlugins = async (mode: string) =>
  mode === "mock" ? [(await import("./src/testing/mock-server")).mockServer()] : [];

export default defineConfig(async ({ mode }) => ({
  plugins: [react(), compressOutput(), ...(await mockPlugins(mode))],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: mode === "mock" ? {} : { proxy: { "/v1": server } },
  preview: { headers: { "Content-Security-Policy": contentSecurityPolicy } },
  build: {
    target: "es2022",
    chunkSizeWarningLimit: 1400,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)/, priority: 3 },
            {
              name: "antd",
              test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-)/,
              priority: 2,
            },
            { name: "vendor", test: /node_modules/, priority: 1 },
          ],
        },
      },
    },
  },
}));
