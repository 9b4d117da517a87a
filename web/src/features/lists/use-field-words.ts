import { useTranslation } from "react-i18next";

/** The names of a noun's fields and choices in the person's language. */
export const useFieldWords = (noun: string) => {
  const { t, i18n } = useTranslation("fields");
  const help = (name: string): string | undefined =>
    i18n.exists(`fields:help.${name}`) ? t(`help.${name}`) : undefined;
  return {
    label: (name: string): string =>
      t(`of.${noun}.${name}`, { defaultValue: t(name, { defaultValue: name }) }),
    help,
    choice: (value: string): string => t(`choices:${value}`, { defaultValue: value }),
  };
};
