import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RingMark } from "@/features/session/ring-mark";
import { switchLanguage } from "@/lib/i18n";
import "@/features/session/session.css";

/** What stands in front of the product: the picture of the loop, and one form beside it. */
export const Entrance = ({ title, children }: { title: string; children: ReactNode }) => {
  const { t, i18n } = useTranslation("session");
  const next = i18n.language === "zh" ? "en" : "zh";
  document.title = `${title} · Bihuan`;
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
        <div className="sign-in-box">{children}</div>
      </main>
    </div>
  );
};
