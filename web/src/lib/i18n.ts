import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { setFormatLanguage, type Language } from "@/lib/format";

type Tree = Record<string, unknown>;

const files = import.meta.glob<Tree>("../locales/*/*.json", { eager: true, import: "default" });

const resources: Record<string, Record<string, Tree>> = {};
for (const [path, tree] of Object.entries(files)) {
  const [, language = "", namespace = ""] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path) ?? [];
  (resources[language] ??= {})[namespace] = tree;
}

const STORED = "bihuan.language";

const firstLanguage = (): Language => (localStorage.getItem(STORED) === "en" ? "en" : "zh");

const apply = (language: Language): void => {
  setFormatLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
};

export const switchLanguage = async (language: Language): Promise<void> => {
  localStorage.setItem(STORED, language);
  apply(language);
  await i18next.changeLanguage(language);
};

export const startLanguages = async (): Promise<void> => {
  const language = firstLanguage();
  apply(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    resources: resources as never,
    defaultNS: "common",
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  });
};
