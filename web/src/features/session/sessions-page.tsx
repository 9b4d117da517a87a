import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { browserName } from "@/features/session/browser-name";
import { get, send } from "@/lib/api";
import type { OwnSession, Page as PageOf } from "@/lib/api-types";
import { counted, instant } from "@/lib/format";
import "@/features/session/session.css";

const key = ["own-sessions"];

/** Where a person is signed in; what they do not know, they end. */
export const SessionsPage = () => {
  const { t } = useTranslation("session");
  const { message } = App.useApp();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: key,
    staleTime: 0,
    queryFn: ({ signal }) => get<PageOf<OwnSession>>("/sessions", {}, signal),
  });
  const end = useMutation({
    mutationFn: (id: string) => send<void>("DELETE", id ? `/sessions/${id}` : "/sessions"),
    onSuccess: () => void message.success(t("ended")),
    onSettled: () => void client.invalidateQueries({ queryKey: key }),
  });
  const sessions = query.data?.items ?? [];
  const others = sessions.filter((one) => !one.current).length;
  return (
    <Page
      question={t("sessionsQuestion")}
      answer={query.data && t("sessionsAnswer", counted(sessions.length))}
      actions={
        others > 0 && (
          <Button loading={end.isPending} onClick={() => end.mutate("")}>
            {t("endOthers")}
          </Button>
        )
      }
    >
      {(query.error ?? end.error) && <ProblemNotice error={query.error ?? end.error} />}
      <section className="panel">
        {query.isLoading && <Skeleton active />}
        {sessions.map((one) => (
          <div key={one.id} className="own-session">
            <div>
              <strong title={one.browser}>{browserName(one.browser) || t("noBrowser")}</strong>{" "}
              {one.current && <Tag color="blue">{t("thisOne")}</Tag>}
              <div className="quiet">
                {t("sessionLine", {
                  address: one.address || "–",
                  since: instant(one.created_at),
                  seen: instant(one.seen_at),
                })}
              </div>
            </div>
            {!one.current && (
              <Button loading={end.isPending} onClick={() => end.mutate(one.id)}>
                {t("endOne")}
              </Button>
            )}
          </div>
        ))}
      </section>
      <p className="quiet small">{t("sessionsHint")}</p>
    </Page>
  );
};
