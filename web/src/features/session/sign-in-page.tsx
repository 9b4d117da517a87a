import { LockOutlined, UserOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Entrance } from "@/features/session/entrance";
import { Problem } from "@/lib/problem";
import { sessionHasEnded, useSignIn } from "@/lib/session";

/** Too many at a door are tries, not work that goes on. */
const asSignIn = (error: Error): Error =>
  error instanceof Problem && error.status === 429
    ? new Problem(429, { code: "too_many_tries" }, error.wait)
    : error;

/** The address stays as it was, so that signing in leads to the page that was asked for. */
export const SignInPage = () => {
  const { t } = useTranslation("session");
  const signIn = useSignIn();
  const [ended] = useState(sessionHasEnded);
  return (
    <Entrance title={t("title")}>
      <h1>
        <img src="/favicon.svg" alt="" width={32} height={32} /> {t("product")}
      </h1>
      <p className="quiet">{t("hint")}</p>
      {ended && !signIn.error && (
        <Alert type="info" showIcon title={t("sessionEnded")} style={{ marginBottom: 16 }} />
      )}
      {signIn.error && <ProblemNotice error={asSignIn(signIn.error)} />}
      <Form layout="vertical" requiredMark={false} onFinish={signIn.mutate} size="large">
        <Form.Item
          name="login"
          label={t("login")}
          rules={[{ required: true, message: t("needLogin") }]}
        >
          <Input prefix={<UserOutlined />} autoComplete="username" autoCapitalize="off" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("password")}
          rules={[{ required: true, message: t("needPassword") }]}
        >
          <Input.Password prefix={<LockOutlined />} autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t("enter")}
        </Button>
      </Form>
      <p className="quiet small">{t("forgot")}</p>
    </Entrance>
  );
};
