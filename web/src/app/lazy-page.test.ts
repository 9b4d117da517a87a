import { describe, expect, it, vi } from "vitest";
import { loadPage } from "@/app/lazy-page";

const broken = () => Promise.reject(new TypeError("Failed to fetch dynamically imported module"));

describe("a page's code", () => {
  it("is handed on when it comes", async () => {
    expect(await loadPage(() => Promise.resolve("page"))).toBe("page");
  });

  it("is said to be out of reach where the server is", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    await expect(loadPage(broken)).rejects.toMatchObject({ code: "offline" });
  });

  it("is said to be another version's where the server answers", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("{}", { status: 401 })));
    await expect(loadPage(broken)).rejects.toMatchObject({ code: "new_version" });
  });
});
