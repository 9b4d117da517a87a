import { MenuFoldOutlined, MenuUnfoldOutlined } from "@ant-design/icons";
import { Alert, Button, Grid, Layout, Skeleton } from "antd";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { BottomBar } from "@/app/layout/bottom-bar";
import { SideNavigation } from "@/app/layout/side-navigation";
import { StaleBanner } from "@/app/layout/stale-banner";
import { Threshold } from "@/app/layout/threshold";
import { TopBar } from "@/app/layout/top-bar";
import { WhatIfBanner } from "@/app/layout/what-if-banner";
import { useSession } from "@/lib/session";

const STORED = "bihuan.collapsed";

const PageSkeleton = () => (
  <div className="page">
    <Skeleton active title={{ width: 260 }} paragraph={{ rows: 10 }} />
  </div>
);

/** Navigation at the left (below on a phone), the month and the scope on top, the page inside. */
export const Frame = () => {
  const { t } = useTranslation("nav");
  const { demo } = useSession();
  const screens = Grid.useBreakpoint();
  const phone = screens.md === false;
  const [chosen, setChosen] = useState<boolean | null>(() => {
    const stored = localStorage.getItem(STORED);
    return stored === null ? null : stored === "1";
  });
  const collapsed = chosen ?? screens.xl === false;
  const toggle = () => {
    localStorage.setItem(STORED, collapsed ? "0" : "1");
    setChosen(!collapsed);
  };
  return (
    <Layout className="frame">
      <a className="skip" href="#page">
        {t("skip")}
      </a>
      {!phone && (
        <Layout.Sider width={188} collapsedWidth={56} collapsed={collapsed} className="sider">
          <div className="brand">
            <img src="/favicon.svg" alt="" width={26} height={26} />
            {!collapsed && <strong>{t("brandName")}</strong>}
          </div>
          <div className="sider-menu">
            <SideNavigation collapsed={collapsed} />
          </div>
          <Button
            type="text"
            block
            icon={collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
            aria-label={collapsed ? t("expand") : t("collapse")}
            onClick={toggle}
          />
        </Layout.Sider>
      )}
      <Layout>
        <TopBar phone={phone} />
        {demo && <Alert banner closable type="warning" title={t("demoPasswords")} />}
        <WhatIfBanner />
        <StaleBanner />
        <main id="page" tabIndex={-1} className={phone ? "content phone" : "content"}>
          <Suspense fallback={<PageSkeleton />}>
            <Threshold>
              <Outlet />
            </Threshold>
          </Suspense>
        </main>
      </Layout>
      {phone && <BottomBar />}
    </Layout>
  );
};
