import { LockOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { Entrance } from "@/features/session/entrance";
import { useSignIn } from "@/lib/session";

export const SignInPage = () => {
  const { t } = useTranslation("session");
  const signIn = useSignIn();
  return (
    <Entrance title={t("title")}>
      <h1>
        <img src="/favicon.svg" alt="" width={32} height={32} /> {t("product")}
      </h1>
      <p className="quiet">{t("hint")}</p>
      {signIn.error && <ProblemNotice error={signIn.error} />}
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
