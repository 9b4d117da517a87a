import { Empty, Tag, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { day, number, percent } from "@/lib/format";
import type { Site } from "@/lib/plan-types";

const full = 0.98;

/** How full each line is, bucket by bucket; what binds is marked and hatched. */
export const SitePanel = ({ sites }: { sites: Site[] }) => {
  const { t } = useTranslation("production");
  const days = sites[0]?.utilisation.map((one) => one.first_day) ?? [];
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("capacity")}</h2>
      </div>
      {sites.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noSites")} />
      ) : (
        <div className="sites" tabIndex={0} role="region" aria-label={t("capacity")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("site")}</th>
                {days.map((one) => (
                  <th key={one} scope="col">
                    {day(one)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sites.map((site) => (
                <tr key={site.id}>
                  <th scope="row">
                    {site.name} {site.binding && <Tag color="orange">{t("binding")}</Tag>}
                  </th>
                  {site.utilisation.map((one) => (
                    <SiteCell key={one.first_day} used={one.used} capacity={one.capacity} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};

const SiteCell = ({ used, capacity }: { used: number; capacity: number }) => {
  const { t } = useTranslation("production");
  const share = capacity > 0 ? used / capacity : 0;
  return (
    <td>
      <Tooltip title={t("usedOf", { used: number(used), capacity: number(capacity) })}>
        <div className={share >= full ? "site-cell full" : "site-cell"}>
          <div style={{ width: `${Math.min(100, share * 100)}%` }} />
          <span>{percent(share, 0)}</span>
        </div>
      </Tooltip>
    </td>
  );
};
