import {
  AimOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  BarChartOutlined,
  CloudUploadOutlined,
  ControlOutlined,
  DollarOutlined,
  FormOutlined,
  FundOutlined,
  GiftOutlined,
  GlobalOutlined,
  InboxOutlined,
  LineChartOutlined,
  ShopOutlined,
  SyncOutlined,
  TagsOutlined,
  TeamOutlined,
  TrophyOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

export interface Place {
  /** The key of its name in nav.json. */
  name: string;
  path: string;
  icon: ReactNode;
  permission?: string;
}

export interface Area {
  name: string;
  icon: ReactNode;
  places: Place[];
}

export const home: Place = { name: "loop", path: "/", icon: <SyncOutlined /> };

/** The areas in the source's own words; an area without a page for the viewer is not shown. */
export const areas: Area[] = [
  {
    name: "market",
    icon: <LineChartOutlined />,
    places: [
      {
        name: "forecast",
        path: "/forecast",
        icon: <LineChartOutlined />,
        permission: "forecasts.read",
      },
    ],
  },
  {
    name: "strategy",
    icon: <AimOutlined />,
    places: [
      {
        name: "production",
        path: "/production",
        icon: <InboxOutlined />,
        permission: "availability.read",
      },
      {
        name: "productionSites",
        path: "/lists/production-sites",
        icon: <ApartmentOutlined />,
        permission: "production.read",
      },
      {
        name: "productionRules",
        path: "/lists/production-rules",
        icon: <ControlOutlined />,
        permission: "production.read",
      },
      {
        name: "prices",
        path: "/lists/prices",
        icon: <DollarOutlined />,
        permission: "prices.read",
      },
    ],
  },
  {
    name: "brand",
    icon: <TagsOutlined />,
    places: [
      {
        name: "products",
        path: "/lists/products",
        icon: <TagsOutlined />,
        permission: "products.read",
      },
      {
        name: "brands",
        path: "/lists/brands",
        icon: <TrophyOutlined />,
        permission: "products.read",
      },
      {
        name: "lines",
        path: "/lists/product-lines",
        icon: <ApartmentOutlined />,
        permission: "products.read",
      },
    ],
  },
  {
    name: "promotion",
    icon: <GiftOutlined />,
    places: [
      {
        name: "promotions",
        path: "/lists/promotions",
        icon: <GiftOutlined />,
        permission: "promotions.read",
      },
    ],
  },
  {
    name: "sales",
    icon: <FundOutlined />,
    places: [
      { name: "targets", path: "/targets", icon: <FundOutlined />, permission: "targets.read" },
      {
        name: "proposals",
        path: "/lists/target-proposals",
        icon: <FormOutlined />,
        permission: "proposals.read",
      },
    ],
  },
  {
    name: "outlet",
    icon: <ShopOutlined />,
    places: [
      {
        name: "outlets",
        path: "/lists/outlets",
        icon: <ShopOutlined />,
        permission: "outlets.read",
      },
    ],
  },
  {
    name: "score",
    icon: <BarChartOutlined />,
    places: [
      {
        name: "accuracy",
        path: "/accuracy",
        icon: <BarChartOutlined />,
        permission: "forecasts.read",
      },
    ],
  },
  {
    name: "system",
    icon: <GlobalOutlined />,
    places: [
      {
        name: "imports",
        path: "/imports",
        icon: <CloudUploadOutlined />,
        permission: "imports.write",
      },
      { name: "jobs", path: "/jobs", icon: <BellOutlined /> },
      {
        name: "regions",
        path: "/lists/regions",
        icon: <GlobalOutlined />,
        permission: "company.read",
      },
      {
        name: "channels",
        path: "/lists/channels",
        icon: <ApartmentOutlined />,
        permission: "company.read",
      },
      { name: "people", path: "/lists/people", icon: <TeamOutlined />, permission: "people.read" },
      { name: "audit", path: "/audit", icon: <AuditOutlined />, permission: "audit.read" },
    ],
  },
];

export const places: Place[] = [home, ...areas.flatMap((area) => area.places)];

/** The page that an address belongs to: the longest path it begins with. */
export const placeOf = (pathname: string): Place | undefined =>
  places
    .filter((place) =>
      place.path === "/"
        ? pathname === "/" || pathname.startsWith("/handovers")
        : pathname === place.path || pathname.startsWith(`${place.path}/`),
    )
    .sort((a, b) => b.path.length - a.path.length)[0];
