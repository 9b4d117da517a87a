import { App, Button, Form, Input, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import type { AccountControls, AccountEntries } from "@/features/lists/use-account";
import { counted, instant } from "@/lib/format";
import { SHORTEST_PASSWORD } from "@/lib/session";

/** Whether a person can sign in, by which name, and a new password for them. */
export const AccountPanel = ({ form, query, account, set, drop }: AccountControls) => {
  const { t } = useTranslation("lists");
  const { message } = App.useApp();
  const onSuccess = () => void message.success(t("saved"));
  const error = set.error ?? drop.error ?? (query.data ? null : query.error);
  return (
    <section className="account-panel">
      <h3>{t("account")}</h3>
      <p className="quiet">
        {account && t("accountIs", { login: account.login, at: instant(account.changed_at) })}
        {query.data && !account && t("noAccount")}{" "}
        {account?.demo_password && <Tag color="orange">{t("demoPassword")}</Tag>}
        {account?.must_change_password && <Tag>{t("mustChange")}</Tag>}
      </p>
      {error && <ProblemNotice error={error} />}
      <Form<AccountEntries>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        disabled={!query.data}
        onValuesChange={() => {
          set.reset();
          drop.reset();
        }}
        onFinish={(entries) => set.mutate(entries, { onSuccess })}
      >
        <Form.Item
          name="login"
          label={t("fields:login")}
          rules={[{ required: true, message: t("required") }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t("fields:new_password")}
          extra={t("givenPassword")}
          rules={[
            { required: true, message: t("required") },
            {
              min: SHORTEST_PASSWORD,
              message: t("session:tooShort", counted(SHORTEST_PASSWORD)),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={set.isPending}>
          {t("setAccount")}
        </Button>{" "}
        {account && (
          <Popconfirm
            title={t("dropAccountAsk")}
            onConfirm={() => drop.mutate(undefined, { onSuccess })}
          >
            <Button type="text" danger loading={drop.isPending}>
              {t("dropAccount")}
            </Button>
          </Popconfirm>
        )}
      </Form>
    </section>
  );
};
