import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { routes } from "./mock-routes";

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString("utf8");
  if (!text || !request.headers["content-type"]?.includes("json")) return {};
  return JSON.parse(text) as unknown;
};

const answer = (response: ServerResponse, status: number, body: unknown, etag?: string): void => {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "Content-Type": type, ...(etag ? { ETag: etag } : {}) });
  response.end(status === 204 ? undefined : JSON.stringify(body));
};

let signedIn = true;

export const setSignedIn = (now: boolean): void => {
  signedIn = now;
};

const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? "/", "http://mock");
  const path = url.pathname.replace(/^\/v1/, "");
  const open = path === "/session";
  const cookie = (request.headers.cookie ?? "").includes("mock=1");
  if (!open && !(signedIn && cookie)) return answer(response, 401, { code: "unauthenticated" });
  const body = await readBody(request);
  for (const [method, pattern, act] of routes) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (!match) continue;
    const parts = match.slice(1).map((part) => decodeURIComponent(part));
    const result = act({ parts, query: url.searchParams, body, request, response, cookie });
    if (result) answer(response, result.status ?? 200, result.body, result.etag);
    return;
  }
  answer(response, 404, { code: "not_found", detail: path });
};

/** Answers /v1 from a made-up company, for work on the client without a server. Never in a build. */
export const mockServer = (): Plugin => {
  const middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (!request.url?.startsWith("/v1/")) return next();
    serve(request, response).catch((error: unknown) => {
      answer(response, 500, { code: "internal", detail: String(error) });
    });
  };
  return {
    name: "mock-server",
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => void server.middlewares.use(middleware),
  };
};
