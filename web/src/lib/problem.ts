/** One wrong place in what was sent: a JSON pointer or a cell, what was found, what was expected. */
export interface ProblemIssue {
  code: string;
  field?: string;
  message?: string;
  found?: string;
  expected?: string;
}

interface ProblemBody {
  code?: string;
  detail?: string;
  request_id?: string;
  issues?: ProblemIssue[];
}

/** An answer other than success (RFC 9457), or no answer at all (code "offline"). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly issues: ProblemIssue[];
  /** Seconds until it is worth trying again, where the server says so. */
  readonly wait: number | undefined;

  constructor(status: number, body: ProblemBody, wait?: number) {
    super(body.detail ?? body.code ?? String(status));
    this.status = status;
    this.code = body.code ?? "internal";
    this.requestId = body.request_id;
    this.issues = body.issues ?? [];
    this.wait = wait;
  }
}

export const problemOf = async (response: Response): Promise<Problem> => {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const wait = Number(response.headers.get("Retry-After"));
  return new Problem(response.status, body, wait > 0 ? wait : undefined);
};
