import { useTranslation } from "react-i18next";

const facts = ["sell-out", "sell-in", "stock"];

/** A known column as it is called on this page. A row of sales has a unit of its own; a product's
 *  is its base unit. */
export const useColumnName = (kind: string): ((name: string) => string) => {
  const { t } = useTranslation("imports");
  return (name) =>
    name === "unit" && facts.includes(kind)
      ? t("rowUnit")
      : t(`fields:${name}`, { defaultValue: name });
};
