import { LockOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { RingMark } from "@/features/session/ring-mark";
import { switchLanguage } from "@/lib/i18n";
import { useSignIn } from "@/lib/session";
import "@/features/session/session.css";

export const SignInPage = () => {
  const { t, i18n } = useTranslation("session");
  const signIn = useSignIn();
  const next = i18n.language === "zh" ? "en" : "zh";
  document.title = `${t("title")} · Bihuan`;
  return (
    <div className="sign-in">
      <div className="sign-in-picture" aria-hidden>
        <RingMark />
        <h2>{t("promise")}</h2>
        <p>{t("promiseMore")}</p>
      </div>
      <main className="sign-in-form">
        <div className="sign-in-language">
          <Button type="text" lang={next} onClick={() => void switchLanguage(next)}>
            {next === "en" ? "English" : "中文"}
          </Button>
        </div>
        <div className="sign-in-box">
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
              <Input
                prefix={<UserOutlined />}
                autoComplete="username"
                autoCapitalize="off"
                autoFocus
              />
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
        </div>
      </main>
    </div>
  );
};
