import { Empty, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AccuracyChart } from "@/features/forecasts/accuracy-chart";
import { AccuracyTable } from "@/features/forecasts/accuracy-table";
import { useAccuracy } from "@/features/forecasts/api";
import { ValueAddedTable } from "@/features/forecasts/value-added-table";
import { Choice } from "@/components/ui/choice";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { counted, month as writeMonth, percent } from "@/lib/format";
import { useScope, useUrlValue } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/forecasts/forecast.css";

const unique = <T,>(values: T[]): T[] => [...new Set(values)];

/** How good the forecasts were, and which step of making them added value. */
export const AccuracyPage = () => {
  const { t } = useTranslation("forecast");
  const { month } = useScope();
  const may = useMay();
  const query = useAccuracy(month);
  const rows = useMemo(() => query.data?.rows ?? [], [query.data]);
  const added = query.data?.value_added ?? [];
  const leads = unique([...rows, ...added].map((row) => row.lead)).sort((a, b) => a - b);
  const levels = unique(rows.map((row) => row.level));
  const [leadText, setLead] = useUrlValue("lead");
  const [levelText, setLevel] = useUrlValue("level");
  const lead = leads.includes(Number(leadText)) ? Number(leadText) : (leads[0] ?? 1);
  const level = levels.find((one) => one === levelText) ?? levels[0] ?? "node";
  const shown = useMemo(
    () => rows.filter((row) => row.lead === lead && row.level === level),
    [rows, lead, level],
  );
  const pooled = (method: string) =>
    query.data?.pooled.find(
      (one) => one.lead === lead && one.level === level && one.method === method,
    );
  const [final, naive] = [pooled("final"), pooled("seasonal_naive")];
  return (
    <Page
      question={t("accuracyQuestion", { month: writeMonth(month) })}
      answer={
        final &&
        naive &&
        final.wape !== null &&
        naive.wape !== null &&
        t("accuracyAnswer", {
          ...counted(final.months),
          ahead: t("ahead", counted(lead)),
          level: t(`level.${level}`).toLowerCase(),
          final: percent(final.wape),
          naive: percent(naive.wape),
        })
      }
      actions={
        leads.length > 0 && (
          <>
            <Choice
              label={t("leadChoice")}
              value={lead}
              onChange={(value) => setLead(String(value))}
              options={leads.map((value) => ({ value, label: t("ahead", counted(value)) }))}
            />
            {levels.length > 0 && (
              <Choice
                label={t("levelChoice")}
                value={level}
                onChange={setLevel}
                options={levels.map((value) => ({
                  value,
                  label: t(`level.${value}`, { defaultValue: value }),
                }))}
              />
            )}
          </>
        )
      }
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active />}
      {query.data && rows.length === 0 && may("production.read") && (
        <section className="panel">
          <Empty description={t("noAccuracy")} />
        </section>
      )}
      {query.data && rows.length === 0 && !may("production.read") && (
        <>
          <p className="quiet">{t("accuracyOfRegions")}</p>
          <ValueAddedTable {...{ rows: added, lead, level }} />
        </>
      )}
      {rows.length > 0 && (
        <div className="stack">
          <section className="panel">
            <div className="panel-head">
              <h2>{t("wapeByMonth")}</h2>
            </div>
            <AccuracyChart rows={shown} />
          </section>
          <div className="columns">
            <ValueAddedTable {...{ rows: added, lead, level }} />
            <AccuracyTable rows={shown} />
          </div>
        </div>
      )}
    </Page>
  );
};
