import { App, Button, Drawer, Form, Popconfirm, Skeleton } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useDeleteRecord, useRecord, useSaveRecord } from "@/features/lists/api";
import { AccountPanel } from "@/features/lists/account-panel";
import { changedValues, formFields } from "@/features/lists/fields";
import { referrersOf } from "@/features/lists/in-use";
import { InUseNotice } from "@/features/lists/in-use-notice";
import { writePermission } from "@/features/lists/list-tools";
import { RecordFields } from "@/features/lists/record-fields";
import { fromInputs, toInputs, type Values } from "@/features/lists/record-inputs";
import { useAccount } from "@/features/lists/use-account";
import { useDraft } from "@/features/lists/use-draft";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { FieldDescription } from "@/lib/api-types";
import { Problem, type ProblemIssue } from "@/lib/problem";
import { useMay } from "@/lib/session";

interface Props {
  noun: string;
  fields: FieldDescription[];
  id: string | undefined;
  close: () => void;
}

/** A record as a form: one column, errors at their fields, nobody overwritten. */
export const RecordDrawer = ({ noun, fields, id, close }: Props) => {
  const { t } = useTranslation("lists");
  const may = useMay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const query = useRecord(noun, id);
  const save = useSaveRecord(noun);
  const drop = useDeleteRecord(noun);
  const hasAccount = noun === "people" && id !== undefined && may("accounts.write");
  const account = useAccount(hasAccount ? id : undefined);
  const inputs = formFields(fields);
  const draft = useDraft(`${noun}.${id ?? "new"}`);
  const writable = may(writePermission(noun));
  const record = query.data?.value;
  useEffect(() => {
    if (id && !record) return;
    const all = formFields(fields);
    const kept = draft.kept();
    const typed = all.filter((field) => field.name in kept);
    form.setFieldsValue({ ...(record ? toInputs(all, record) : {}), ...toInputs(typed, kept) });
    // The form is filled when its record arrives; later drafts come from the form itself.
  }, [record]);
  const leave = () => {
    draft.forget();
    close();
  };
  const words = ({ code, message: said, found = "" }: ProblemIssue): string =>
    t(`problems:issue.${code}`, {
      defaultValue: t(`issues:${code}`, { defaultValue: said ?? code }),
      found,
    });
  const mark = (error: unknown) => {
    if (error instanceof Problem)
      form.setFields(
        error.issues
          .filter((issue) => issue.field)
          .map((issue) => ({ name: (issue.field ?? "").slice(1), errors: [words(issue)] })),
      );
  };
  /** The record goes first and the account behind it; what is refused stays as it was typed. */
  const finish = async () => {
    const now = fromInputs(inputs, form.getFieldsValue());
    const changed = id
      ? changedValues(record, now)
      : Object.fromEntries(
          Object.entries(now).filter(([, value]) => value !== null && value !== ""),
        );
    const withAccount = hasAccount && account.isTyped();
    if (withAccount) await account.check();
    if (!id || Object.keys(changed).length > 0) {
      await save.mutateAsync({ id, etag: query.data?.etag, values: changed }).catch((error) => {
        mark(error);
        throw error;
      });
      draft.forget();
      if (withAccount) await query.refetch();
    }
    if (withAccount) await account.keep();
    if (!id || Object.keys(changed).length > 0 || withAccount) void message.success(t("saved"));
    leave();
  };
  const referrers = referrersOf(drop.error);
  const stale = save.error instanceof Problem && save.error.status === 412;
  const takeNewest = () => {
    draft.forget();
    save.reset();
    void query.refetch();
  };
  const title = id
    ? String(record?.name ?? record?.code ?? "")
    : t("createOne", { noun: t(`nouns:${noun}`, { defaultValue: noun }) });
  const remove = () => {
    if (id) drop.mutate({ id, etag: query.data?.etag ?? "" }, { onSuccess: leave });
  };
  const typing = () => {
    draft.keep(fromInputs(inputs, form.getFieldsValue()));
    if (!stale) save.reset();
  };
  return (
    <Drawer
      open
      size={480}
      title={title}
      onClose={close}
      footer={
        writable && (
          <div className="drawer-buttons">
            <Button
              type="primary"
              loading={save.isPending || account.set.isPending}
              onClick={form.submit}
            >
              {t("common:save")}
            </Button>
            <Button onClick={leave}>{t("common:cancel")}</Button>
            <span className="grow" />
            {id && (
              <Popconfirm title={t("deleteAsk", { name: title })} onConfirm={remove}>
                <Button danger type="text" loading={drop.isPending}>
                  {t("common:delete")}
                </Button>
              </Popconfirm>
            )}
          </div>
        )
      }
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {id && referrers && <InUseNotice id={id} referrers={referrers} />}
      {drop.error && !referrers && <ProblemNotice error={drop.error} />}
      {save.error && (
        <ProblemNotice
          error={save.error}
          retry={stale ? takeNewest : undefined}
          retryText={t("seeNewest")}
        />
      )}
      {id && query.isLoading ? (
        <Skeleton active />
      ) : (
        <RecordFields
          {...{ noun, form, fields: inputs }}
          disabled={!writable}
          onChange={typing}
          // What went wrong stands in the notices; nothing is left to be told of it.
          onFinish={() => void finish().catch(() => undefined)}
        />
      )}
      {hasAccount && <AccountPanel {...account} />}
    </Drawer>
  );
};
