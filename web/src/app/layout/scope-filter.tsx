import { TreeSelect } from "antd";
import { useTranslation } from "react-i18next";
import { treeOf, useNodes } from "@/lib/dimensions";
import { useScope } from "@/lib/scope";

/** Region and channel hold across pages; an empty picker means everything the viewer may see. */
export const ScopeFilter = ({ block = false }: { block?: boolean }) => {
  const { t } = useTranslation("nav");
  const { region, channel, setScope } = useScope();
  const regions = useNodes("regions");
  const channels = useNodes("channels");
  const shared = {
    allowClear: true,
    showSearch: { treeNodeFilterProp: "search" },
    popupMatchSelectWidth: 240,
    style: { width: block ? "100%" : 132 },
  };
  return (
    <>
      <TreeSelect
        {...shared}
        aria-label={t("region")}
        placeholder={t("allRegions")}
        value={region}
        loading={regions.isLoading}
        treeData={treeOf(regions.data ?? [])}
        onChange={(next?: string) => setScope({ region: next })}
      />
      <TreeSelect
        {...shared}
        aria-label={t("channel")}
        placeholder={t("allChannels")}
        value={channel}
        loading={channels.isLoading}
        treeData={treeOf(channels.data ?? [])}
        onChange={(next?: string) => setScope({ channel: next })}
      />
    </>
  );
};
