import type { MockRecord } from "./mock-company";

const text = (value: unknown): string => String(value ?? "");

/** A page of records as the generic resources answer: search, filter, sort, cursor. */
export const listOf = (records: MockRecord[], query: URLSearchParams) => {
  let found = records;
  const search = (query.get("search") ?? "").toLowerCase();
  if (search)
    found = found.filter((one) =>
      `${text(one.code)} ${text(one.name)} ${text(one.pinyin)}`.toLowerCase().includes(search),
    );
  const filters = new Map<string, string[]>();
  for (const [key, value] of query) {
    const name = /^filter\[(\w+)\]$/.exec(key)?.[1];
    if (name) filters.set(name, [...(filters.get(name) ?? []), value]);
  }
  for (const [name, values] of filters)
    found = found.filter((one) => values.includes(text(one[name])));
  const sort = query.get("sort");
  if (sort) {
    const name = sort.replace(/^-/, "");
    const sign = sort.startsWith("-") ? -1 : 1;
    found = [...found].sort(
      (a, b) => sign * text(a[name]).localeCompare(text(b[name]), "zh", { numeric: true }),
    );
  }
  const limit = Number(query.get("limit") ?? 50);
  const from = Number(query.get("after") ?? 0);
  const next = from + limit < found.length ? String(from + limit) : null;
  return { items: found.slice(from, from + limit), next, total: found.length };
};
