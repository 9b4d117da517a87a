import { FormOutlined } from "@ant-design/icons";
import { Button, Segmented, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useTargets, type By } from "@/features/targets/api";
import { OriginPanel } from "@/features/targets/origin-panel";
import { ProgressChart } from "@/features/targets/progress-chart";
import { TargetTable } from "@/features/targets/target-table";
import { NotClosed } from "@/components/ui/not-closed";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { boxes, money, month as writeMonth, monthShort, percent } from "@/lib/format";
import { addMonths, monthsFrom } from "@/lib/month";
import { useGo, useScope, useUrlValue } from "@/lib/scope";
import { useMay } from "@/lib/session";
import { inBoxes } from "@/lib/units";

const ways: By[] = ["region", "product", "representative"];

/** What is to be sold, by whom, and how far it is; every level adds up to the one above. */
export const TargetsPage = () => {
  const { t } = useTranslation("targets");
  const { month, region, scenario } = useScope();
  const go = useGo();
  const may = useMay();
  const [wanted, setTarget] = useUrlValue("target");
  const [way, setWay] = useUrlValue("by");
  const targets = monthsFrom(addMonths(month, 1), 3);
  const target_month = wanted && targets.includes(wanted) ? wanted : (targets[0] ?? "");
  const by = ways.find((one) => one === way) ?? "region";
  const query = useTargets({ month, scenario, target_month, region_id: region, by });
  const tree = query.data;
  const node = tree?.node;
  const known = node !== undefined && node !== null && node.quantity > 0;
  return (
    <Page
      question={t("question", { month: writeMonth(target_month) })}
      answer={
        known && (
          <>
            {node.name}
            {t("targetIs")}{" "}
            <strong>{boxes(Math.round(inBoxes(node.quantity, node.units_per_box) ?? 0))}</strong>
            {t("worth", { money: money(node.value) })}
            {node.completion !== null && t("done", { share: percent(node.completion) })}
            {node.run_rate !== null && t("pace", { share: percent(node.run_rate) })}
          </>
        )
      }
      actions={
        <>
          <Segmented
            value={target_month}
            onChange={setTarget}
            options={targets.map((value) => ({ value, label: monthShort(value) }))}
          />
          {may("proposals.write") && (
            <Button
              type="primary"
              icon={<FormOutlined />}
              onClick={() => go("/lists/target-proposals")}
            >
              {t("propose")}
            </Button>
          )}
        </>
      }
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
      {tree && !known && (
        <NotClosed words={t("none", { month: writeMonth(month) })} toClose={t("goClose")} />
      )}
      {tree && known && (
        <div className="stack">
          <div className="columns">
            <ProgressChart days={tree.days} unitsPerBox={node.units_per_box} />
            <OriginPanel node={node} />
          </div>
          <section className="panel">
            <div className="panel-head">
              <h2>{t("split")}</h2>
              <Segmented<By>
                value={by}
                onChange={setWay}
                options={ways.map((value) => ({ value, label: t(`by.${value}`) }))}
              />
            </div>
            <TargetTable
              key={`${month}${scenario}${target_month}${by}${region}`}
              tree={tree}
              base={{ month, scenario, target_month, by }}
            />
          </section>
        </div>
      )}
    </Page>
  );
};
