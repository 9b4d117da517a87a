import assert from "node:assert/strict";

const STATUS_OF_CODE = {
  invalid_input: [400, 405, 422],
  unauthenticated: [401],
  forbidden: [403],
  not_found: [404],
  conflict: [409, 412],
  too_large: [413],
  too_many: [429],
  unavailable: [503],
};

/** The answer is a problem (RFC 9457) of one of these statuses that tells a person what is wrong. */
export function assertProblem(answer, ...statuses) {
  assert.ok(
    statuses.includes(answer.status),
    `expected ${statuses.join(" or ")}, got ${answer.status}: ${answer.text.slice(0, 400)}`,
  );
  assert.match(answer.headers.get("content-type"), /^application\/problem\+json/);
  const { status, title, detail, code, request_id: id } = answer.json;
  assert.equal(status, answer.status);
  assert.ok(title && detail && id, answer.text);
  assert.ok(STATUS_OF_CODE[code]?.includes(status), `${code} with ${status}`);
  assert.ok(Array.isArray(answer.json.issues), answer.text);
  for (const issue of answer.json.issues) assert.ok(issue.code && "field" in issue, answer.text);
}
