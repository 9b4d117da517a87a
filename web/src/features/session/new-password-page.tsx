import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Entrance } from "@/features/session/entrance";
import { PasswordForm } from "@/features/session/password-form";
import { useChangePassword, useSession, useSignOut } from "@/lib/session";

/** Somebody else gave the password: nothing else is open until the person has one of their own. */
export const NewPasswordPage = () => {
  const { t } = useTranslation("session");
  const { person } = useSession();
  const change = useChangePassword();
  const signOut = useSignOut();
  return (
    <Entrance title={t("ownPassword")}>
      <h1>{t("ownPassword")}</h1>
      <p className="quiet">{t("ownPasswordWhy", { name: person.name })}</p>
      <PasswordForm change={change}>
        <Button type="primary" htmlType="submit" block size="large" loading={change.isPending}>
          {t("setAndEnter")}
        </Button>
      </PasswordForm>
      <Button type="link" block onClick={() => signOut.mutate()}>
        {t("nav:signOut")}
      </Button>
    </Entrance>
  );
};
