import { QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import en from "antd/locale/en_GB";
import zh from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { useTranslation } from "react-i18next";
import { RouterProvider } from "react-router";
import { router } from "@/app/router";
import { AppearanceProvider, useAppearance } from "@/lib/appearance";
import { queryClient } from "@/lib/query-client";
import { themeFor } from "@/lib/theme";

const Themed = () => {
  const { dark } = useAppearance();
  const { i18n } = useTranslation();
  const chinese = i18n.language === "zh";
  dayjs.locale(chinese ? "zh-cn" : "en");
  return (
    <ConfigProvider locale={chinese ? zh : en} theme={themeFor(dark)}>
      <AntApp className="app-root">
        <RouterProvider router={router} />
      </AntApp>
    </ConfigProvider>
  );
};

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <AppearanceProvider>
      <Themed />
    </AppearanceProvider>
  </QueryClientProvider>
);
