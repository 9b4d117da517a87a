import { Empty, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { day, number, percent } from "@/lib/format";
import type { Site } from "@/lib/plan-types";

/** How full each line is, week by week; what binds is marked. */
export const SitePanel = ({ sites }: { sites: Site[] }) => {
  const { t } = useTranslation("production");
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("capacity")}</h2>
      </div>
      {sites.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noSites")} />
      )}
      {sites.map((site) => (
        <div key={site.id} className="site">
          <div className="site-name">
            {site.name} {site.binding && <Tag color="orange">{t("binding")}</Tag>}
          </div>
          <div className="site-weeks">
            {site.utilisation.map((week) => {
              const share = week.capacity > 0 ? week.used / week.capacity : 0;
              return (
                <Tooltip
                  key={week.first_day}
                  title={t("usedOf", { used: number(week.used), capacity: number(week.capacity) })}
                >
                  <div className="site-week">
                    <div className={share >= 0.98 ? "site-bar full" : "site-bar"}>
                      <div style={{ height: `${Math.min(100, share * 100)}%` }} />
                    </div>
                    <span>{percent(share, 0)}</span>
                    <span className="quiet small">{day(week.first_day)}</span>
                  </div>
                </Tooltip>
              );
            })}
          </div>
        </div>
      ))}
    </section>
  );
};
