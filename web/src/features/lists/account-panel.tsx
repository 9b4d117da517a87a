import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Popconfirm, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { get, send } from "@/lib/api";
import type { Page } from "@/lib/api-types";
import { instant } from "@/lib/format";
import { SHORTEST_PASSWORD } from "@/lib/session";

interface Account {
  person_id: string;
  login: string;
  demo_password: boolean;
  must_change_password: boolean;
  changed_at: string;
}

interface Entries {
  login: string;
  new_password: string;
}

/** Whether a person can sign in, by which name, and a new password for them. */
export const AccountPanel = ({ person }: { person: string }) => {
  const { t } = useTranslation("lists");
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Entries>();
  const query = useQuery({
    queryKey: ["accounts"],
    queryFn: ({ signal }) => get<Page<Account>>("/accounts", {}, signal),
  });
  const done = () => {
    form.resetFields();
    void message.success(t("saved"));
    void client.invalidateQueries({ queryKey: ["accounts"] });
  };
  const set = useMutation({
    mutationFn: (entries: Entries) => send("PUT", `/people/${person}/account`, entries),
    onSuccess: done,
  });
  const drop = useMutation({
    mutationFn: () => send("DELETE", `/people/${person}/account`),
    onSuccess: done,
  });
  if (!query.data) return null;
  const account = query.data.items.find((one) => one.person_id === person);
  return (
    <section className="account-panel">
      <h3>{t("account")}</h3>
      <p className="quiet">
        {account
          ? t("accountIs", { login: account.login, at: instant(account.changed_at) })
          : t("noAccount")}{" "}
        {account?.demo_password && <Tag color="orange">{t("demoPassword")}</Tag>}
        {account?.must_change_password && <Tag>{t("mustChange")}</Tag>}
      </p>
      {(set.error ?? drop.error) && <ProblemNotice error={set.error ?? drop.error} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ login: account?.login }}
        onFinish={set.mutate}
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
            { min: SHORTEST_PASSWORD, message: t("session:passwordRule") },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={set.isPending}>
          {t("setAccount")}
        </Button>{" "}
        {account && (
          <Popconfirm title={t("dropAccountAsk")} onConfirm={() => drop.mutate()}>
            <Button type="text" danger loading={drop.isPending}>
              {t("dropAccount")}
            </Button>
          </Popconfirm>
        )}
      </Form>
    </section>
  );
};
