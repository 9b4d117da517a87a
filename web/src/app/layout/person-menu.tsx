import { UserOutlined } from "@ant-design/icons";
import { Avatar, Button, Dropdown, type MenuProps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { PasswordDialog } from "@/app/layout/password-dialog";
import { useAppearance } from "@/lib/appearance";
import { switchLanguage } from "@/lib/i18n";
import { useSession, useSignOut } from "@/lib/session";

export const PersonMenu = ({ phone }: { phone: boolean }) => {
  const { t, i18n } = useTranslation("nav");
  const { person } = useSession();
  const { dark, setDark } = useAppearance();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const roles = person.roles
    .map((role) => t(`roles:${role}`))
    .join(i18n.language === "zh" ? "、" : ", ");
  const next = i18n.language === "zh" ? "en" : "zh";
  const actions: Record<string, () => void> = {
    dark: () => setDark(!dark),
    language: () => void switchLanguage(next),
    password: () => setChanging(true),
    sessions: () => void navigate("/sessions"),
    leave: () => signOut.mutate(),
  };
  const items: MenuProps["items"] = [
    { key: "who", label: <PersonLine name={person.name} roles={roles} />, disabled: true },
    { type: "divider" },
    { key: "dark", label: dark ? t("lightMode") : t("darkMode") },
    { key: "language", label: next === "en" ? "English" : "中文" },
    { key: "password", label: t("changePassword") },
    { key: "sessions", label: t("mySessions") },
    { type: "divider" },
    { key: "leave", label: t("signOut") },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => actions[key]?.() }}>
        <Button type="text" aria-label={t("account", { name: person.name })} className="person">
          <Avatar size={24} icon={<UserOutlined />} />
          {!phone && <span>{person.name}</span>}
        </Button>
      </Dropdown>
      <PasswordDialog open={changing} close={() => setChanging(false)} />
    </>
  );
};

const PersonLine = ({ name, roles }: { name: string; roles: string }) => (
  <div className="person-line">
    <strong>{name}</strong>
    <span>{roles}</span>
  </div>
);
