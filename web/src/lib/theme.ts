import type { ThemeConfig } from "antd";
import { theme } from "antd";

/** Okabe–Ito: the same colour for the same thing on every page, also for colour-blind people. */
export const okabe = {
  orange: "#E69F00",
  sky: "#56B4E9",
  green: "#009E73",
  yellow: "#F0E442",
  blue: "#0072B2",
  vermilion: "#D55E00",
  purple: "#CC79A7",
  grey: "#8C8C8C",
} as const;

/** Better is blue and worse is orange, so that nobody reads red and green the wrong way round. */
export const betterWorse = (dark: boolean) => ({
  better: dark ? "#6CBDEE" : "#0067A3",
  worse: dark ? "#F2A65A" : "#B04E00",
});

export const themeFor = (dark: boolean): ThemeConfig => ({
  algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  cssVar: { key: "bihuan" },
  token: {
    colorPrimary: dark ? "#3b9bd6" : "#0b5c8f",
    colorInfoBg: dark ? "#14293a" : "#e8f2f9",
    colorInfo: dark ? "#3b9bd6" : "#0b5c8f",
    colorLink: dark ? "#6cbdee" : "#0b5c8f",
    colorBgLayout: dark ? "#0f1215" : "#f5f6f8",
    colorBgContainer: dark ? "#171b1f" : "#ffffff",
    // The library's greys for hints are too pale to read (WCAG AA wants 4.5 : 1).
    colorTextPlaceholder: dark ? "#8d98a3" : "#68727c",
    colorTextDescription: dark ? "#9aa6b2" : "#5b6570",
    colorTextTertiary: dark ? "#9aa6b2" : "#5b6570",
    borderRadius: 6,
    fontFamily:
      '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  },
  components: {
    Layout: { siderBg: dark ? "#13171a" : "#ffffff", headerBg: dark ? "#13171a" : "#ffffff" },
    Menu: {
      itemBorderRadius: 6,
      groupTitleColor: dark ? "#9aa6b2" : "#5b6570",
      itemHeight: 32,
      itemMarginBlock: 2,
      itemBg: "transparent",
      itemSelectedBg: dark ? "#1d3a4f" : "#e3eef6",
      itemSelectedColor: dark ? "#8fd0f7" : "#0b5c8f",
    },
    Table: { cellPaddingBlock: 10, headerBg: dark ? "#1c2126" : "#f7f8fa" },
  },
});
