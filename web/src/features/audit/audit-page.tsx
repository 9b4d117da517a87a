import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Empty, Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Page } from "@/components/ui/page";
import { isRefusal, ProblemNotice, ProblemPage } from "@/components/ui/problem-notice";
import { stickyInPage } from "@/components/ui/sticky";
import { peopleOf, type AuditEvent } from "@/features/audit/audit-event";
import { actionsOf, kindNames } from "@/features/audit/audit-kinds";
import { useColumns } from "@/features/audit/use-columns";
import { get } from "@/lib/api";
import type { Page as PageOf } from "@/lib/api-types";
import { counted } from "@/lib/format";

interface Named {
  id: string;
  name: string;
}

const useNames = (ids: string[]) =>
  useQuery({
    queryKey: ["people-names", ids],
    enabled: ids.length > 0,
    queryFn: async ({ signal }) => {
      const page = await get<PageOf<Named>>("/people", { "filter[id]": ids, limit: 1000 }, signal);
      return new Map(page.items.map((person) => [person.id, person.name]));
    },
  }).data;

/** What a row was before and after, one field a line. */
const Change = ({ event }: { event: AuditEvent }) => (
  <div className="audit-states">
    <pre>{event.before_state ?? "–"}</pre>
    <pre>{event.after_state ?? "–"}</pre>
  </div>
);

/** Who did what, when, from where and why; the newest first, chained so that none is rewritten. */
export const AuditPage = () => {
  const { t } = useTranslation("audit");
  const [address, setAddress] = useSearchParams();
  const kind = address.get("kind");
  const [cursors, setCursors] = useState<string[]>([]);
  const choose = (next: string) => {
    setCursors([]);
    setAddress(next === "all" ? {} : { kind: next }, { replace: true });
  };
  const query = useQuery({
    queryKey: ["events", kind, cursors.at(-1)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<PageOf<AuditEvent>>(
        "/events",
        { limit: 50, after: cursors.at(-1), "filter[action]": actionsOf(kind) },
        signal,
      ),
  });
  const items = query.data?.items ?? [];
  const columns = useColumns(useNames([...new Set(items.flatMap(peopleOf))].sort()));
  const next = query.data?.next;
  const kinds = ["all", "security", ...kindNames];
  if (isRefusal(query.error)) return <ProblemPage error={query.error} />;
  return (
    <Page
      question={t("question")}
      answer={t("answer", counted(query.data?.total))}
      actions={
        <Select
          aria-label={t("kind")}
          value={kind ?? "all"}
          onChange={choose}
          popupMatchSelectWidth={false}
          options={kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
        />
      }
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      <section className="panel">
        <Table<AuditEvent>
          size="small"
          rowKey="id"
          sticky={stickyInPage}
          loading={query.isFetching}
          dataSource={items}
          pagination={false}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: <Empty description={t("nothing")} /> }}
          expandable={{
            expandedRowRender: (event) => <Change event={event} />,
            rowExpandable: (event) => event.before_state !== null || event.after_state !== null,
          }}
          columns={columns}
        />
        <div className="audit-pager">
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            {t("lists:back")}
          </Button>
          <Button disabled={!next} onClick={() => next && setCursors([...cursors, next])}>
            {t("lists:on")}
          </Button>
        </div>
      </section>
    </Page>
  );
};
