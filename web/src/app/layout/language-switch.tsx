import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { switchLanguage } from "@/lib/i18n";

/** One switch; it is written in the language that it leads to. */
export const LanguageSwitch = () => {
  const { i18n } = useTranslation();
  const next = i18n.language === "zh" ? "en" : "zh";
  return (
    <Button type="text" lang={next} onClick={() => void switchLanguage(next)}>
      {next === "en" ? "English" : "中文"}
    </Button>
  );
};
