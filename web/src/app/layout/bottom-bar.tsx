import { MenuOutlined } from "@ant-design/icons";
import { Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { SideNavigation } from "@/app/layout/side-navigation";
import { placeOf, places } from "@/app/navigation";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

const onPhone = ["loop", "forecast", "production", "targets"];

export const BottomBar = () => {
  const { t } = useTranslation("nav");
  const may = useMay();
  const go = useGo();
  const chosen = placeOf(useLocation().pathname)?.name;
  const [open, setOpen] = useState(false);
  const shown = places
    .filter((place) => onPhone.includes(place.name))
    .filter((place) => !place.permission || may(place.permission));
  return (
    <>
      <nav className="bottom-bar" aria-label={t("navigation")}>
        {shown.map((place) => (
          <button
            key={place.name}
            type="button"
            aria-current={place.name === chosen ? "page" : undefined}
            onClick={() => go(place.path)}
          >
            {place.icon}
            <span>{t(`place.${place.name}`)}</span>
          </button>
        ))}
        <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
          <MenuOutlined />
          <span>{t("more")}</span>
        </button>
      </nav>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="bottom"
        size="80%"
        title={t("more")}
        styles={{ body: { padding: 8 } }}
      >
        <SideNavigation onChoose={() => setOpen(false)} />
      </Drawer>
    </>
  );
};
