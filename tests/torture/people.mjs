// People of our own in the demo company, and their first sign-in.
import { Client } from "../api/server.mjs";

const GIVEN = "given by the office 7";
export const OWN = "chosen by myself 7";

/** A new person; answers the id. */
export async function makePerson(administrator, code, roles, regions = []) {
  const body = { code, name: `人 ${code}`, roles, region_ids: regions };
  const { status, json, text } = await administrator.post("/v1/people", body);
  if (status !== 201) throw new Error(`No person: ${text}`);
  return json.id;
}

export async function giveAccount(administrator, person, login, password = GIVEN) {
  const answer = await administrator.call("PUT", `/v1/people/${person}/account`, {
    body: { login, new_password: password },
  });
  if (answer.status !== 204) throw new Error(`No account: ${answer.text}`);
}

/** Signs in with the given password and changes it, as one has to. */
export async function firstSignIn(server, login) {
  const client = new Client(server.base);
  const answer = await client.signIn(login, GIVEN);
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.text}`);
  const changed = await client.patch("/v1/session/password", {
    old_password: GIVEN,
    new_password: OWN,
  });
  if (changed.status >= 300)
    throw new Error(`${login} cannot change the password: ${changed.text}`);
  if ((await client.get("/v1/session")).status === 200) return client;
  const again = new Client(server.base);
  await again.signIn(login, OWN);
  return again;
}
