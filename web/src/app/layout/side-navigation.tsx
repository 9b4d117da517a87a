import { Menu, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { areas, home, placeOf } from "@/app/navigation";
import { useGo } from "@/lib/scope";
import { useMay } from "@/lib/session";

type Item = NonNullable<MenuProps["items"]>[number];

interface Props {
  collapsed?: boolean;
  onChoose?: () => void;
}

export const SideNavigation = ({ collapsed = false, onChoose }: Props) => {
  const { t } = useTranslation("nav");
  const may = useMay();
  const go = useGo();
  const { pathname } = useLocation();
  const shown: Item[] = [{ key: home.path, icon: home.icon, label: t("place.loop") }];
  for (const area of areas) {
    const children: Item[] = area.places
      .filter((place) => !place.permission || may(place.permission))
      .map((place) => ({ key: place.path, icon: place.icon, label: t(`place.${place.name}`) }));
    if (children.length === 0) continue;
    const label = t(`area.${area.name}`);
    shown.push(
      collapsed
        ? { key: area.name, icon: area.icon, label, children }
        : { key: area.name, type: "group", label, children },
    );
  }
  const chosen = placeOf(pathname)?.path;
  return (
    <nav aria-label={t("navigation")}>
      <Menu
        mode="inline"
        inlineCollapsed={collapsed}
        items={shown}
        selectedKeys={chosen ? [chosen] : []}
        onClick={({ key }) => {
          go(key);
          onChoose?.();
        }}
        style={{ borderInlineEnd: 0 }}
      />
    </nav>
  );
};
