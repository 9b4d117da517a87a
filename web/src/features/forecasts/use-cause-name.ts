import { useTranslation } from "react-i18next";

/** The name of a layer or of a cause within one: a festival, the working days, a promotion. */
export const useCauseName = (): ((code: string) => string) => {
  const { t } = useTranslation("forecast");
  return (code) =>
    t(`indexName.${code}`, { defaultValue: t(`festival.${code}`, { defaultValue: code }) });
};
