import { App } from "antd";
import { useTranslation } from "react-i18next";
import { download, type Query } from "@/lib/api";
import { Problem } from "@/lib/problem";

/** Saves a file of the server's, in the person's language; says so where it cannot. */
export const useDownload = (): ((path: string, query?: Query) => void) => {
  const { t, i18n } = useTranslation("problems");
  const { message } = App.useApp();
  return (path, query) => {
    download(path, { ...query, language: i18n.language }).catch((error: unknown) => {
      const code = error instanceof Problem ? error.code : "internal";
      void message.error(t(`code.${code}`, { defaultValue: t("code.internal") }));
    });
  };
};
