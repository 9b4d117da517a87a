// Many at once on one row, one figure, one month, one account. The figures come out exact.
import { histogram } from "../record.mjs";
import { pause, Served, until } from "../served.mjs";
import { abreast, codes, days, decide, sales, send, tried } from "../traffic.mjs";
import { firstSignIn, giveAccount, makePerson } from "../people.mjs";

/** So many increments of one number by many clients, each on the version it saw. */
async function increments(server, record, quick) {
  const [many, clients] = quick ? [100, 20] : [300, 50];
  const roles = ["administrator", "trade_planning", "production"];
  const people = await Promise.all(roles.map((role) => server.signIn(role)));
  const { id } = (await people[0].get("/v1/production-sites?limit=1")).json.items[0];
  const path = `/v1/production-sites/${id}`;
  const first = (await people[0].get(path)).json.units_per_week;
  const seen = [];
  let done = 0;
  const begin = Date.now();
  await abreast(clients, clients, async (number) => {
    const client = people[number % people.length];
    while (done < many && Date.now() - begin < 120_000) {
      const now = await tried(client.get(path));
      if (now.status !== 200 || done >= many) continue;
      const headers = { "If-Match": now.headers.get("etag") };
      const body = { units_per_week: now.json.units_per_week + 1 };
      const { status } = await tried(client.patch(path, body, { headers }));
      seen.push(status);
      if (status === 200) ++done;
      if ([429, 503].includes(status)) await pause(50);
    }
  });
  const last = (await people[0].get(path)).json.units_per_week;
  record.figure(
    `${clients} clients, one row: acknowledged; in the row`,
    `${done}; ${last - first}`,
  );
  record.figure(
    "their answers",
    `${histogram(seen)}, ${((Date.now() - begin) / 1000).toFixed(0)} s`,
  );
  record.promise(
    "every increment is in the row",
    done >= many && last - first === done,
    `${done} acknowledged, ${last - first} in the row`,
  );
  const odd = seen.filter((status) => ![200, 412, 429, 503].includes(status));
  record.promise("a stale edit is 412", odd.length === 0, histogram(odd));
}

/** The figure's layer of corrections by sales, and its whole. */
async function layerOf(client, server, product) {
  const path = `/v1/forecasts?month=${server.month}&product_id=${product}`;
  const { json } = await client.get(path);
  const figure = json.forecast.find((one) => one.target_month === server.targetMonth);
  return { layer: figure.layers.sales_override, quantity: figure.quantity };
}

async function ownProduct(client, place) {
  return (await client.get("/v1/products?limit=10&filter[own]=true")).json.items[place].id;
}

function correction(server, product, region) {
  const figure = { month: server.month, target_month: server.targetMonth, product_id: product };
  return {
    ...figure,
    region_id: region,
    layer: "sales_override",
    quantity_change: 1,
    reason: "torture",
  };
}

async function corrections(server, record, quick) {
  const many = quick ? 80 : 200;
  const client = await server.signIn("sales_manager");
  const product = await ownProduct(client, 0);
  const region = (await client.get("/v1/regions?limit=1&filter[code]=11")).json.items[0].id;
  const before = await layerOf(client, server, product);
  const seen = await abreast(many, 20, async () => {
    const { status } = await tried(
      client.post("/v1/overrides", correction(server, product, region)),
    );
    return status;
  });
  const done = seen.filter((status) => status === 201).length;
  const after = await layerOf(client, server, product);
  record.figure(`${many} corrections of +1: answers`, histogram(seen));
  record.figure(
    "corrections acknowledged; in the figure",
    `${done}; ${after.layer - before.layer}`,
  );
  record.promise(
    "every correction is in the figure",
    after.layer - before.layer === done,
    `${done} acknowledged, ${after.layer - before.layer} in the layer`,
  );
  record.promise(
    "the figure is its layers",
    after.quantity - before.quantity === after.layer - before.layer,
    JSON.stringify({ before, after }),
  );
  const odd = seen.filter((status) => ![201, 429, 503].includes(status));
  record.promise("corrections at once collide with nobody", odd.length === 0, histogram(odd));
}

/** Three closes, an import and corrections at once. */
async function everything(server, record, quick) {
  const closers = await Promise.all(
    ["marketing_manager", "general_manager", "trade_planning"].map((role) => server.signIn(role)),
  );
  const client = await server.signIn("sales_manager");
  const product = await ownProduct(client, 1);
  const region = (await client.get("/v1/regions?limit=1&filter[code]=11")).json.items[0].id;
  const [outlets, products] = [
    await codes(client, "/v1/outlets"),
    await codes(client, "/v1/products"),
  ];
  const sent = await send(
    closers[2],
    "sell-out",
    sales(outlets, products, days("2020-06-01", quick ? 2 : 10), 3),
  );
  const before = await layerOf(client, server, product);
  const jobs = [];
  for (const closer of closers)
    jobs.push(await tried(closer.post(`/v1/months/${server.month}/close`, { force: true })));
  jobs.push(await tried(decide(closers[2], sent.id)));
  const seen = [];
  let going = true;
  const correcting = abreast(3, 3, async () => {
    while (going) {
      const { status } = await tried(
        client.post("/v1/overrides", correction(server, product, region)),
      );
      seen.push(status);
      await pause(20);
    }
  });
  const ends = await Promise.all(jobs.map((job) => finished(closers[0], closers[2], job)));
  going = false;
  await correcting;
  const done = seen.filter((status) => status === 201).length;
  const after = await layerOf(client, server, product);
  record.figure("3 closes + import + corrections: jobs", ends.join(", "));
  record.figure(
    "beside them: corrections; in the figure",
    `${histogram(seen)}; ${after.layer - before.layer}`,
  );
  record.promise(
    "closes and imports at once all come to their end",
    ends.every((end) => end === "done"),
    ends.join(", "),
  );
  record.promise(
    "corrections during closes are kept",
    after.layer - before.layer === done,
    `${done} acknowledged, ${after.layer - before.layer} in the layer`,
  );
  const odd = seen.filter((status) => ![201, 429, 503].includes(status));
  record.promise("corrections during closes collide with nobody", odd.length === 0, histogram(odd));
}

async function finished(client, clerk, job) {
  if (job.status !== 202) return `${job.status} ${job.text.slice(0, 100)}`;
  const row = await until(240, async () => {
    for (const who of [client, clerk]) {
      const { json } = await tried(who.get(`/v1/jobs/${job.json.job_id}`));
      if (["done", "failed", "cancelled"].includes(json?.status)) return json;
    }
    return undefined;
  });
  return row?.status === "done" ? "done" : `${row?.status} ${JSON.stringify(row?.error?.message)}`;
}

/** Two administrators take each other's rights away, both at once: one remains. */
async function administrators(server, record, quick) {
  let headless = 0;
  let fights = 0;
  const seen = [];
  let first = await server.signIn("administrator", { fresh: true });
  for (let round = 0; round < (quick ? 2 : 8); ++round) {
    const person = await makePerson(first, `ADM${round}`, ["administrator"]);
    await giveAccount(first, person, `administrator_${round}`);
    const second = await firstSignIn(server, `administrator_${round}`);
    const mine = first.session.person.id;
    const answers = await Promise.all([take(first, person), take(second, mine)]);
    ++fights;
    seen.push(...answers);
    const left = [];
    for (const client of [first, second])
      if ((await tried(client.get("/v1/accounts"))).status === 200) left.push(client);
    if (!left.length) {
      ++headless;
      break;
    }
    first = left[0];
    if (left.length === 2) await take(first, person);
  }
  record.figure(
    "two administrators against each other: fights; nobody left",
    `${fights}; ${headless}`,
  );
  record.figure("their answers", histogram(seen));
  record.promise("one administrator remains", headless === 0, `${headless} of ${fights}`);
}

async function take(client, person) {
  return (await tried(client.call("DELETE", `/v1/people/${person}/account`))).status;
}

export async function torture({ dialect, quick, record }) {
  const server = await Served.start(dialect);
  try {
    await increments(server, record, quick);
    await corrections(server, record, quick);
    await everything(server, record, quick);
    const { sound, text } = await server.check();
    record.promise("check is content after the races", sound, text);
    await administrators(server, record, quick);
    record.promise("the process lives", server.running, server.end);
  } finally {
    await server.stop();
  }
}
