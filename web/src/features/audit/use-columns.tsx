import { Tag, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { member, type AuditEvent } from "@/features/audit/audit-event";
import {
  actionWords,
  operationWords,
  reasonWords,
  subjectWords,
} from "@/features/audit/audit-words";
import { counted, instant, number } from "@/lib/format";

/** Who, what, about what, from where and why, in the reader's words. */
export const useColumns = (
  names: Map<string, string> | undefined,
): TableColumnsType<AuditEvent> => {
  const { t } = useTranslation("audit");
  const who = ({ person_id, action }: AuditEvent) => {
    if (person_id) return names?.get(person_id) ?? "…";
    return action.startsWith("accounts.sign_in_") ? t("stranger") : t("machine");
  };
  const subject = ({ subject_kind, subject_id, action, reason }: AuditEvent) => {
    if (action === "access.refused") return <span title={reason}>{operationWords(t, reason)}</span>;
    if (subject_kind === "accounts" && subject_id)
      return t("accountOf", { name: names?.get(subject_id) ?? subject_id });
    if (subject_kind === "accounts") return t("unknownLogin");
    if (subject_kind === "people" && subject_id && names?.has(subject_id))
      return names.get(subject_id);
    return subjectWords(t, subject_kind);
  };
  const reason = (event: AuditEvent) => {
    const tries = member(event, "tries");
    if (typeof tries === "number") return t("tries", counted(tries));
    const rows = member(event, "rows");
    if (event.action === "exports.made" && typeof rows === "number")
      return t("rows", counted(rows));
    return reasonWords(t, event);
  };
  return [
    { title: t("at"), dataIndex: "at", render: (at: string) => instant(at) },
    {
      title: t("action"),
      key: "action",
      render: (_, event) => (
        <Tag
          variant="filled"
          color={/refused$|_failed$|_delayed$/.test(event.action) ? "orange" : undefined}
        >
          {actionWords(t, event.action)}
        </Tag>
      ),
    },
    { title: t("who"), key: "who", render: (_, event) => who(event) },
    { title: t("subject"), key: "subject", render: (_, event) => subject(event) },
    { title: t("address"), dataIndex: "address", render: (at: string | null) => at ?? "" },
    { title: t("reason"), key: "reason", render: (_, event) => reason(event) },
    { title: "#", dataIndex: "sequence", align: "right", render: (at: number) => number(at) },
  ];
};
