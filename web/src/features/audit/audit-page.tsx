import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Empty, Table, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { stickyInPage } from "@/components/ui/sticky";
import { get } from "@/lib/api";
import type { Page as PageOf } from "@/lib/api-types";
import { instant, number } from "@/lib/format";

interface Event {
  id: string;
  sequence: number;
  at: string;
  person_id: string | null;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  reason: string;
  before_state: string | null;
  after_state: string | null;
}

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
const Change = ({ event }: { event: Event }) => (
  <div className="audit-states">
    <pre>{event.before_state ?? "–"}</pre>
    <pre>{event.after_state ?? "–"}</pre>
  </div>
);

/** Who did what, when and why; the newest first, chained so that nobody can rewrite it. */
export const AuditPage = () => {
  const { t } = useTranslation("audit");
  const [cursors, setCursors] = useState<string[]>([]);
  const query = useQuery({
    queryKey: ["events", cursors.at(-1)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<PageOf<Event>>("/events", { limit: 50, after: cursors.at(-1) }, signal),
  });
  const items = query.data?.items ?? [];
  const ids = [
    ...new Set(items.map((event) => event.person_id).filter((id) => id !== null)),
  ].sort();
  const names = useNames(ids);
  const next = query.data?.next;
  return (
    <Page question={t("question")} answer={t("answer", { figure: number(query.data?.total) })}>
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      <section className="panel">
        <Table<Event>
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
          columns={[
            {
              title: "#",
              dataIndex: "sequence",
              align: "right",
              render: (value: number) => number(value),
            },
            { title: t("at"), dataIndex: "at", render: (at: string) => instant(at) },
            {
              title: t("who"),
              dataIndex: "person_id",
              render: (id: string | null) => (id ? (names?.get(id) ?? "…") : t("machine")),
            },
            {
              title: t("action"),
              dataIndex: "action",
              render: (action: string) => (
                <Tag variant="filled">
                  {t(`does.${action.split(".").at(-1)}`, { defaultValue: action })}
                </Tag>
              ),
            },
            {
              title: t("subject"),
              dataIndex: "subject_kind",
              render: (kind: string) =>
                t(`nouns:${kind.replaceAll("_", "-")}`, { defaultValue: kind }),
            },
            { title: t("reason"), dataIndex: "reason" },
          ]}
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
