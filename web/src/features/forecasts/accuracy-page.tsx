import { Empty, Segmented, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AccuracyChart } from "@/features/forecasts/accuracy-chart";
import { AccuracyTable } from "@/features/forecasts/accuracy-table";
import { useAccuracy } from "@/features/forecasts/api";
import { ValueAddedTable } from "@/features/forecasts/value-added-table";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { month as writeMonth, percent } from "@/lib/format";
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
  const leads = unique(rows.map((row) => row.lead)).sort((a, b) => a - b);
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
    )?.wape ?? null;
  const [final, naive] = [pooled("final"), pooled("seasonal_naive")];
  return (
    <Page
      question={t("accuracyQuestion", { month: writeMonth(month) })}
      answer={
        final !== null &&
        naive !== null &&
        t("accuracyAnswer", { final: percent(final), naive: percent(naive) })
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
          <ValueAddedTable rows={query.data.value_added} />
        </>
      )}
      {rows.length > 0 && (
        <div className="stack">
          <section className="panel">
            <div className="panel-head">
              <h2>WAPE</h2>
              <Segmented
                value={lead}
                onChange={(value) => setLead(String(value))}
                options={leads.map((value) => ({ value, label: t("ahead", { figure: value }) }))}
              />
              <Segmented
                value={level}
                onChange={setLevel}
                options={levels.map((value) => ({
                  value,
                  label: t(`level.${value}`, { defaultValue: value }),
                }))}
              />
            </div>
            <AccuracyChart rows={shown} />
          </section>
          <div className="columns">
            <ValueAddedTable rows={query.data?.value_added ?? []} />
            <AccuracyTable rows={shown} />
          </div>
        </div>
      )}
    </Page>
  );
};
