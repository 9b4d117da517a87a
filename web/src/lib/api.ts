import { Problem, problemOf } from "@/lib/problem";

export type Query = Record<string, string | number | boolean | undefined | null | string[]>;

let csrfToken = "";

/** The session's token, sent with every request that changes something. */
export const setCsrfToken = (token: string): void => {
  csrfToken = token;
};

let onUnauthenticated = (): void => {};

/** What is done when the server no longer knows who asks, whatever was asked and however. */
export const whenUnauthenticated = (act: () => void): void => {
  onUnauthenticated = act;
};

const failure = async (response: Response): Promise<Problem> => {
  if (response.status === 401) onUnauthenticated();
  return problemOf(response);
};

/** An address below /v1 with its query; empty values are left out. */
export const address = (path: string, query: Query = {}): string => {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? value : [value];
    for (const one of values)
      if (one !== undefined && one !== null && one !== "") parameters.append(key, String(one));
  }
  const text = parameters.toString();
  return `/v1${path}${text ? `?${text}` : ""}`;
};

const ask = async (url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, { credentials: "same-origin", ...init }).catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, { code: "offline" });
  });
  if (!response.ok) throw await failure(response);
  return response;
};

/** Some answers, such as that a job will be stopped, have no body. */
const bodyOf = async <T>(response: Response): Promise<T> => {
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
};

export const get = async <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  bodyOf<T>(await ask(address(path, query), { headers: { Accept: "application/json" }, signal }));

/** One resource with the tag that an edit must send back. */
export const getTagged = async <T>(path: string): Promise<{ value: T; etag: string }> => {
  const response = await ask(address(path), { headers: { Accept: "application/json" } });
  return { value: await bodyOf<T>(response), etag: response.headers.get("ETag") ?? "" };
};

interface Sending {
  query?: Query;
  etag?: string;
}

export const send = async <T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  { query, etag }: Sending = {},
): Promise<T> => {
  const headers: Record<string, string> = {
    Accept: "application/json",
    "X-CSRF-Token": csrfToken,
  };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = etag;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return bodyOf<T>(await ask(address(path, query), { method, headers, body: text }));
};

const answerOf = (request: XMLHttpRequest): Response => {
  const wait = request.getResponseHeader("Retry-After");
  return new Response(request.responseText, {
    status: request.status,
    headers: wait ? { "Retry-After": wait } : {},
  });
};

/** Sends a file's bytes as they are and tells the share sent so far. */
export const upload = <T>(
  path: string,
  query: Query,
  file: Blob,
  onShare: (share: number) => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address(path, query));
    request.setRequestHeader("X-CSRF-Token", csrfToken);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    };
    request.onerror = () => reject(new Problem(0, { code: "offline" }));
    request.onload = () => {
      const answer = answerOf(request);
      if (request.status >= 200 && request.status < 300) resolve(bodyOf<T>(answer));
      else failure(answer).then(reject, reject);
    };
    request.send(file);
  });

/** Lets the browser save a file of the server's; asks first whether the session still holds, since
 *  a refusal would take the page's place. */
export const download = async (path: string, query: Query = {}): Promise<void> => {
  await get("/session");
  const link = document.createElement("a");
  link.href = address(path, query);
  link.download = "";
  link.click();
};
