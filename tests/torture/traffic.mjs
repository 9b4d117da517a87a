// Calls whose server may die, hang or be full: an answer is always an answer.

/** As client.call, but status 0 when nobody answers. */
export async function tried(call) {
  try {
    return await call;
  } catch (error) {
    return { status: 0, text: String(error.cause?.code ?? error.message), headers: new Headers() };
  }
}

/** Runs `task(number)` for 0 … times−1, `width` at once; answers the results in order. */
export async function abreast(times, width, task) {
  const results = [];
  let next = 0;
  const worker = async () => {
    while (next < times) {
      const number = next++;
      results[number] = await task(number);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, times) }, worker));
  return results;
}

/** Repeats `task` while `going()` and answers how often it ran. */
export async function repeat(going, task) {
  let times = 0;
  for (; going(); ++times) await task(times);
  return times;
}

/** A first row with its ETag: {id, row, etag}. */
export async function rowOf(client, path) {
  const list = await client.get(`${path}${path.includes("?") ? "&" : "?"}limit=1`);
  const { id } = list.json.items[0];
  const answer = await client.get(`${path.split("?")[0]}/${id}`);
  return { id, row: answer.json, etag: answer.headers.get("etag") };
}

/** Sends a file and waits until it is checked: {id, job, import}. */
export async function send(client, kind, text, name = "torture.csv") {
  const sent = await client.call("POST", `/v1/imports?kind=${kind}&name=${name}`, {
    raw: text,
    headers: { "Content-Type": "application/octet-stream" },
  });
  if (sent.status !== 202) return { status: sent.status, text: sent.text };
  await client.finished(sent.json.job_id);
  const answer = await client.get(`/v1/imports/${sent.json.id}`);
  return { status: sent.status, id: sent.json.id, import: answer.json };
}

/** Accepts an import, or sends `change` of how it is read, as it stands now. */
export async function decide(client, id, change) {
  const { headers } = await client.get(`/v1/imports/${id}`);
  const options = { headers: { "If-Match": headers.get("etag") ?? "" } };
  return change
    ? client.patch(`/v1/imports/${id}`, change, options)
    : client.post(`/v1/imports/${id}/acceptance`, {}, options);
}

/** Rows of sell-out: every outlet × product on each of the days, `quantity` a row. */
export function sales(outlets, products, days, quantity, rows = Infinity) {
  const lines = ["日期,门店编码,产品编码,数量,销售额"];
  for (const day of days)
    for (const outlet of outlets)
      for (const product of products) {
        if (lines.length > rows) return `${lines.join("\n")}\n`;
        lines.push(`${day},${outlet},${product},${quantity},${quantity * 4}`);
      }
  return `${lines.join("\n")}\n`;
}

/** So many days from the first on, as text. */
export function days(first, many) {
  return Array.from({ length: many }, (_, i) =>
    new Date(Date.parse(`${first}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10),
  );
}

export async function codes(client, path) {
  return (await client.all(path)).map(({ code }) => code);
}
