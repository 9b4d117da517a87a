// A queued job does not run for a person who has lost the right meanwhile.
import { firstSignIn, giveAccount, makePerson } from "./people.mjs";
import { until } from "./served.mjs";
import { tried } from "./traffic.mjs";

export async function queuedJobsEnd(server, record) {
  const head = await server.signIn("administrator");
  const person = await makePerson(head, "DOOR2", ["marketing_manager"]);
  await giveAccount(head, person, "door_second");
  const client = await firstSignIn(server, "door_second");
  const jobs = [];
  for (let i = 0; i < 3; ++i) {
    const { json, status } = await tried(
      client.post(`/v1/months/${server.month}/close`, { force: true }),
    );
    if (status === 202) jobs.push(json.job_id);
  }
  const row = await head.get(`/v1/people/${person}`);
  const headers = { "If-Match": row.headers.get("etag") };
  const changed = await tried(
    head.patch(`/v1/people/${person}`, { roles: ["auditor"] }, { headers }),
  );
  const last = await until(180, async () => {
    const { json } = await tried(head.get(`/v1/jobs/${jobs.at(-1)}`));
    return ["done", "failed", "cancelled"].includes(json?.status) && json;
  });
  record.figure(
    "a queued close of a person who lost the right",
    last?.status ?? `role change ${changed.status}`,
  );
  record.promise(
    "a queued job does not run for who lost the right",
    last && last.status !== "done",
    JSON.stringify(last),
  );
}
