import { App, Button, Drawer, Form, Popconfirm, Skeleton } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useDeleteRecord, useRecord, useSaveRecord } from "@/features/lists/api";
import { AccountPanel } from "@/features/lists/account-panel";
import { FieldInput } from "@/features/lists/field-input";
import { changedValues, formFields } from "@/features/lists/fields";
import { writePermission } from "@/features/lists/list-tools";
import { fromInputs, toInputs, type Values } from "@/features/lists/record-inputs";
import { useDraft } from "@/features/lists/use-draft";
import { useFieldWords } from "@/features/lists/use-field-words";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { FieldDescription } from "@/lib/api-types";
import { Problem } from "@/lib/problem";
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
  const words = useFieldWords(noun);
  const may = useMay();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const query = useRecord(noun, id);
  const save = useSaveRecord(noun);
  const drop = useDeleteRecord(noun);
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
  const finish = (values: Values) => {
    const now = fromInputs(inputs, values);
    const changed = id
      ? changedValues(record, now)
      : Object.fromEntries(
          Object.entries(now).filter(([, value]) => value !== null && value !== ""),
        );
    if (id && Object.keys(changed).length === 0) return leave();
    save.mutate(
      { id, etag: query.data?.etag, values: changed },
      {
        onSuccess: () => {
          void message.success(t("saved"));
          leave();
        },
        onError: (error) => {
          if (!(error instanceof Problem)) return;
          form.setFields(
            error.issues
              .filter((issue) => issue.field)
              .map((issue) => ({
                name: (issue.field ?? "").slice(1),
                errors: [
                  t(`problems:issue.${issue.code}`, {
                    defaultValue: t(`issues:${issue.code}`, {
                      defaultValue: issue.message ?? issue.code,
                    }),
                    found: issue.found ?? "",
                  }),
                ],
              })),
          );
        },
      },
    );
  };
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
  return (
    <Drawer
      open
      size={480}
      title={title}
      onClose={close}
      footer={
        writable && (
          <div className="drawer-buttons">
            <Button type="primary" loading={save.isPending} onClick={form.submit}>
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
      {drop.error && <ProblemNotice error={drop.error} />}
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
        <Form
          form={form}
          layout="vertical"
          disabled={!writable}
          onFinish={finish}
          onValuesChange={() => draft.keep(fromInputs(inputs, form.getFieldsValue()))}
        >
          {inputs.map((field) => (
            <Form.Item
              key={field.name}
              name={field.name}
              label={words.label(field.name)}
              extra={words.help(field.name)}
              valuePropName={field.kind === "flag" ? "checked" : "value"}
              rules={[
                { required: field.required && field.kind !== "flag", message: t("required") },
                ...(field.kind === "text" && field.max_length ? [{ max: field.max_length }] : []),
              ]}
            >
              <FieldInput field={field} noun={noun} />
            </Form.Item>
          ))}
        </Form>
      )}
      {noun === "people" && id && may("accounts.write") && <AccountPanel person={id} />}
    </Drawer>
  );
};
