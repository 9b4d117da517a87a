import { beforeEach, describe, expect, it, vi } from "vitest";
import { get, send, upload } from "@/lib/api";
import { queryClient } from "@/lib/query-client";
import { sessionHasEnded, watchForExpiry } from "@/lib/session";

const session = { person: { id: "1", name: "王", roles: [], region_ids: [] }, permissions: [] };
const cached = () => queryClient.getQueryData(["session"]);

const refuse = (status: number) =>
  vi.stubGlobal("fetch", () =>
    Promise.resolve(new Response(JSON.stringify({ code: "unauthenticated" }), { status })),
  );

describe("a session that ends on the server", () => {
  beforeEach(() => {
    watchForExpiry();
    sessionStorage.clear();
    queryClient.setQueryData(["session"], session);
    queryClient.setQueryData(["company"], { name: "清泉饮料" });
  });

  it("leads to the sign-in page from whatever is asked", async () => {
    refuse(401);
    await expect(get("/products")).rejects.toMatchObject({ status: 401 });
    expect(cached()).toBeNull();
    expect(sessionHasEnded()).toBe(true);
  });

  it("leads there from what is neither a query nor a mutation", async () => {
    refuse(401);
    await expect(send("DELETE", "/jobs/1")).rejects.toMatchObject({ status: 401 });
    expect(cached()).toBeNull();
  });

  it("leads there from an upload", async () => {
    class Refused {
      status = 401;
      responseText = "{}";
      upload = {};
      onload = (): void => {};
      open = (): void => {};
      setRequestHeader = (): void => {};
      getResponseHeader = (): null => null;
      send = (): void => this.onload();
    }
    vi.stubGlobal("XMLHttpRequest", Refused);
    await expect(upload("/imports", {}, new Blob(), () => {})).rejects.toMatchObject({
      status: 401,
    });
    expect(cached()).toBeNull();
  });

  it("takes nothing from the pages that are still shown", async () => {
    refuse(401);
    await expect(get("/products")).rejects.toThrow();
    expect(queryClient.getQueryData(["company"])).toBeDefined();
  });

  it("is not told from any other refusal", async () => {
    refuse(403);
    await expect(get("/products")).rejects.toMatchObject({ status: 403 });
    expect(cached()).toEqual(session);
  });

  it("is not told from a sign-in that was refused", async () => {
    queryClient.setQueryData(["session"], null);
    refuse(401);
    await expect(send("POST", "/session", {})).rejects.toMatchObject({ status: 401 });
    expect(cached()).toBeNull();
  });
});
