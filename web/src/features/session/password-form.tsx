import { Form, Input, type FormInstance } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { counted } from "@/lib/format";
import { SHORTEST_PASSWORD, type useChangePassword } from "@/lib/session";

export interface Passwords {
  old_password: string;
  new_password: string;
}

interface Entries extends Passwords {
  again: string;
}

interface Props {
  form?: FormInstance<Entries>;
  change: ReturnType<typeof useChangePassword>;
  onChanged?: () => void;
  children?: ReactNode;
}

/** The password now, a new one, and the new one again; the server says why one will not do. */
export const PasswordForm = ({ form, change, onChanged, children }: Props) => {
  const { t } = useTranslation("session");
  const short = t("tooShort", counted(SHORTEST_PASSWORD));
  const send = ({ old_password, new_password }: Entries) =>
    change.mutate({ old_password, new_password }, { onSuccess: onChanged });
  return (
    <>
      {change.error && <ProblemNotice error={change.error} />}
      <Form<Entries> form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="old_password"
          label={t("oldPassword")}
          rules={[{ required: true, message: t("needPassword") }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="new_password"
          label={t("newPassword")}
          extra={t("passwordRule")}
          rules={[
            { required: true, message: t("needNew") },
            { min: SHORTEST_PASSWORD, message: short },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t("again")}
          dependencies={["new_password"]}
          rules={[
            { required: true, message: t("needAgain") },
            ({ getFieldValue }) => ({
              validator: (_, value: string) =>
                !value || value === getFieldValue("new_password")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("notSame"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {children}
      </Form>
    </>
  );
};
