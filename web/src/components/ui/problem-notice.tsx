import { Alert, Button, Result } from "antd";
import { useTranslation } from "react-i18next";
import { duration } from "@/lib/format";
import { Problem } from "@/lib/problem";

const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(500, { code: "internal" });

const useWords = (error: unknown) => {
  const { t, i18n } = useTranslation("problems");
  const problem = asProblem(error);
  // A taken key is a conflict with a place: the person can correct it like any other entry.
  const code =
    problem.code === "conflict" && problem.issues.length > 0 ? "invalid_input" : problem.code;
  const known = i18n.exists(`problems:code.${code}`);
  const title = known ? t(`code.${code}`) : t("code.internal");
  const hinted = i18n.exists(`problems:hint.${code}`) ? code : "internal";
  const hint =
    problem.wait && i18n.exists(`problems:wait.${hinted}`)
      ? t(`wait.${hinted}`, { time: duration(problem.wait) })
      : t(`hint.${hinted}`);
  const issues = problem.issues.map((issue) => {
    const text = t(`issue.${issue.code}`, {
      defaultValue: t(`issues:${issue.code}`, { defaultValue: issue.message ?? issue.code }),
      found: issue.found ?? "",
      expected: issue.expected ?? "",
    });
    const field = (issue.field ?? "").replace(/^\//, "");
    return field ? t("at", { field: t(`fields:${field}`, { defaultValue: field }), text }) : text;
  });
  const trace = problem.requestId ? t("trace", { id: problem.requestId }) : "";
  return { title, hint, issues, trace };
};

/** Whether the answer was that one may not see this at all. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof Problem && error.status === 403;

interface NoticeProps {
  error: unknown;
  retry?: () => void;
  /** What the button says when trying again is not the way on. */
  retryText?: string;
}

/** What happened, why, and what to do, above a form or instead of a part of a page. */
export const ProblemNotice = ({ error, retry, retryText }: NoticeProps) => {
  const { t } = useTranslation("common");
  const { title, hint, issues, trace } = useWords(error);
  const rows = issues.length > 0 ? issues : [hint];
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      style={{ marginBottom: 16 }}
      description={
        <>
          {rows.map((row) => (
            <div key={row}>{row}</div>
          ))}
          {trace && <small className="quiet">{trace}</small>}
        </>
      }
      action={retry && <Button onClick={retry}>{retryText ?? t("retry")}</Button>}
    />
  );
};

/** A problem instead of a whole page. */
export const ProblemPage = ({ error, retry }: { error: unknown; retry?: () => void }) => {
  const { t } = useTranslation("common");
  const { title, hint, trace } = useWords(error);
  document.title = `${title} · Bihuan`;
  return (
    <Result
      status="warning"
      title={<h1 className="result-title">{title}</h1>}
      subTitle={trace ? `${hint} ${trace}` : hint}
      extra={
        retry && (
          <Button type="primary" onClick={retry}>
            {t("retry")}
          </Button>
        )
      }
    />
  );
};

/** A place that the person may not go: the refusal, and nothing of the place. */
export const RefusedPage = () => <ProblemPage error={new Problem(403, { code: "forbidden" })} />;
