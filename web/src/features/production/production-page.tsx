import { Skeleton } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProduction, type BucketKey } from "@/features/production/api";
import { AssumptionList } from "@/features/production/assumption-list";
import { AvailabilityPage } from "@/features/production/availability-page";
import { BucketDrawer } from "@/features/production/bucket-drawer";
import { ChangePanel } from "@/features/production/change-panel";
import { sumsOf } from "@/features/production/plan-sums";
import { PlanTable } from "@/features/production/plan-table";
import { SitePanel } from "@/features/production/site-panel";
import { NotClosed } from "@/components/ui/not-closed";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { arrow, boxes, counted, month as writeMonth, signed } from "@/lib/format";
import { addMonths } from "@/lib/month";
import { useScope } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/production/production.css";

/** The plan for who sees what the nation makes; for the others, what can be had. */
export const ProductionPage = () => {
  const may = useMay();
  return may("production.read") ? <PlanPage /> : <AvailabilityPage />;
};

/** What to make next month by the week and next quarter by the month, and why. */
const PlanPage = () => {
  const { t } = useTranslation("production");
  const { month, scenario } = useScope();
  const query = useProduction({ month, scenario });
  const [bucket, setBucket] = useState<BucketKey>();
  const plan = query.data;
  const sums = useMemo(() => (plan ? sumsOf(plan) : undefined), [plan]);
  const next = writeMonth(addMonths(month, 1));
  const answer = sums && plan && plan.rows.length > 0 && (
    <>
      {t("planned")} <strong data-testid="planned">{boxes(Math.round(sums.planned))}</strong>
      {sums.plannedChange !== null &&
        t("againstLast", {
          change: `${arrow(sums.plannedChange)} ${signed(sums.plannedChange, (x) => boxes(Math.round(x)))}`,
        })}
      {sums.shortProducts > 0
        ? t("shortages", {
            ...counted(sums.shortProducts),
            boxes: boxes(Math.round(sums.shortage)),
          })
        : t("noShortage")}
    </>
  );
  return (
    <Page question={t("question", { month: next })} answer={answer}>
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
      {plan && plan.rows.length === 0 && (
        <NotClosed words={t("notClosed", { month: writeMonth(month) })} toClose={t("goClose")} />
      )}
      {plan && sums && plan.rows.length > 0 && (
        <div className="stack">
          <div className="columns">
            <ChangePanel sums={sums} />
            <SitePanel sites={plan.sites} />
          </div>
          <PlanTable rows={plan.rows} open={setBucket} />
          <AssumptionList assumptions={plan.assumptions} />
        </div>
      )}
      {bucket && (
        <BucketDrawer
          plan={{ month, scenario }}
          bucket={bucket}
          close={() => setBucket(undefined)}
        />
      )}
    </Page>
  );
};
