import { CheckOutlined, DownloadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Popconfirm, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useAcceptImport, useDropImport, useImport } from "@/features/imports/api";
import { ImportCounts } from "@/features/imports/import-counts";
import { ImportProgress } from "@/features/imports/import-progress";
import { IssueTable } from "@/features/imports/issue-table";
import { MappingPanel } from "@/features/imports/mapping-panel";
import { Overtaken } from "@/features/imports/overtaken";
import { RemarkList } from "@/features/imports/remark-list";
import { SettlingChoices } from "@/features/imports/settling-choices";
import { stateOf } from "@/features/imports/state-of";
import { StatusTag } from "@/features/imports/status-tag";
import { useReading } from "@/features/imports/use-reading";
import { Page } from "@/components/ui/page";
import { ProblemNotice, ProblemPage } from "@/components/ui/problem-notice";
import { useDownload } from "@/components/ui/use-download";
import { month as writeMonth, number } from "@/lib/format";
import type { Import } from "@/lib/import-types";
import { useGo } from "@/lib/scope";
import "@/features/imports/imports.css";

/** One file on its way in: mapping, preview, progress, errors, acceptance. */
export const ImportPage = () => {
  const { t } = useTranslation("imports");
  const { id = "" } = useParams();
  const client = useQueryClient();
  const query = useImport(id);
  const made = query.data;
  /** As the page showed it when somebody else was faster. */
  const [shown, setShown] = useState<Import>();
  const status = made?.status;
  useEffect(() => {
    if (status === "accepted")
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "import" });
  }, [client, status]);
  if (query.error && !made)
    return <ProblemPage error={query.error} retry={() => void query.refetch()} />;
  if (!made)
    return (
      <div className="page">
        <Skeleton active paragraph={{ rows: 10 }} />
      </div>
    );
  const state = stateOf(made);
  return (
    <Page
      question={t(`oneQuestion.${state}`, { file: made.file_name })}
      answer={
        <>
          {t(`nouns:${made.kind}`, { defaultValue: made.kind })} · <StatusTag made={made} />{" "}
          {t(`statusSays.${state}`)}
        </>
      }
      actions={<Actions made={made} onOvertaken={setShown} />}
    >
      <div className="stack">
        {shown && <Overtaken {...{ shown, now: made }} close={() => setShown(undefined)} />}
        <ImportProgress made={made} refresh={() => void query.refetch()} />
        <Reading
          key={`${made.id} ${made.version} ${made.status}`}
          made={made}
          onOvertaken={setShown}
        />
      </div>
    </Page>
  );
};

interface PartProps {
  made: Import;
  onOvertaken: (shown: Import) => void;
}

/** What was read, what is wrong with it, and how else it may be read. */
const Reading = ({ made, onOvertaken }: PartProps) => {
  const draft = useReading(made, onOvertaken);
  // Why it was refused stands first; there is nothing yet to count.
  const refused = made.status === "failed" && made.issues.length > 0;
  return (
    <>
      {!refused && <ImportCounts made={made} />}
      <SettlingChoices {...{ made, draft }} />
      <RemarkList made={made} />
      {refused && <IssueTable made={made} />}
      {(made.columns.length > 0 || made.status === "failed") && (
        <MappingPanel {...{ made, draft }} />
      )}
      {!refused && <IssueTable made={made} />}
    </>
  );
};

const Actions = ({ made, onOvertaken }: PartProps) => {
  const { t } = useTranslation("imports");
  const download = useDownload();
  const go = useGo();
  const accept = useAcceptImport(made, onOvertaken);
  const drop = useDropImport(made, onOvertaken);
  const open = made.status === "checked";
  const mayDrop = open || made.status === "failed";
  const good = made.rows_added + made.rows_changed;
  const closed = (made.remarks ?? []).find(({ code }) => code === "closed_months");
  /** The month to begin with where closed ones changed. */
  const first = closed?.found?.split("、")[0];
  const error = accept.error ?? drop.error;
  // Of a file that could not be read there are no rows to give back.
  const refused = made.status === "failed";
  return (
    <>
      {error && <ProblemNotice error={error} />}
      {made.issues.length > 0 && !refused && (
        <Button
          icon={<DownloadOutlined />}
          onClick={() => download(`/imports/${made.id}/errors.xlsx`)}
        >
          {t("errorWorkbook")}
        </Button>
      )}
      {mayDrop && (
        <Button
          loading={drop.isPending}
          onClick={() => drop.mutate(undefined, { onSuccess: () => go("/imports") })}
        >
          {t("discard")}
        </Button>
      )}
      {open && (
        <Popconfirm
          title={t("acceptAsk")}
          description={t("acceptSays", {
            added: number(made.rows_added),
            changed: number(made.rows_changed),
            failed: number(made.rows_failed),
          })}
          okText={t("accept")}
          onConfirm={() => accept.mutate(undefined)}
        >
          <Button
            type="primary"
            icon={<CheckOutlined />}
            disabled={good === 0}
            loading={accept.isPending}
          >
            {t("accept")}
          </Button>
        </Popconfirm>
      )}
      {made.status === "accepted" && (
        <Button type="primary" onClick={() => go("/", first ? { month: first } : {})}>
          {first ? t("toMonth", { month: writeMonth(first) }) : t("toLoop")}
        </Button>
      )}
    </>
  );
};
