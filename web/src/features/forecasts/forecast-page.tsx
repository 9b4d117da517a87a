import { EditOutlined } from "@ant-design/icons";
import { Button, Grid, Skeleton, Tooltip } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useForecast, useUnitsPerBox } from "@/features/forecasts/api";
import { ChangeDialog } from "@/features/forecasts/change-dialog";
import { ExplanationDrawer } from "@/features/forecasts/explanation-drawer";
import { ForecastAnswer } from "@/features/forecasts/forecast-answer";
import { ForecastChart } from "@/features/forecasts/forecast-chart";
import { ForecastDetails } from "@/features/forecasts/forecast-details";
import { ProductList } from "@/features/forecasts/product-list";
import { ProductPicker } from "@/features/forecasts/product-picker";
import { useNodeKey } from "@/features/forecasts/use-node-key";
import { NotClosed } from "@/components/ui/not-closed";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { month as writeMonth } from "@/lib/format";
import type { EditedIndex } from "@/lib/forecast-types";
import { monthsFrom, addMonths } from "@/lib/month";
import { useUrlValue } from "@/lib/scope";
import { useMay } from "@/lib/session";
import "@/features/forecasts/forecast.css";

type Editing = { index?: EditedIndex; proposed?: number } | undefined;

/** What will sell, by how much more or less, why, and what people make of it. */
export const ForecastPage = () => {
  const { t } = useTranslation("forecast");
  const may = useMay();
  const phone = Grid.useBreakpoint().md === false;
  const { node, chooseProduct } = useNodeKey();
  const [wanted, setTarget] = useUrlValue("target");
  const targets = monthsFrom(addMonths(node.month, 1), 6);
  const target = wanted && targets.includes(wanted) ? wanted : (targets[0] ?? "");
  const [explaining, setExplaining] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  const query = useForecast(node);
  const per = useUnitsPerBox(node, target, query.data?.units_per_box);
  const view = useMemo(
    () => query.data && { ...query.data, units_per_box: per },
    [query.data, per],
  );
  const forecastable = (view?.forecast.length ?? 0) > 0;
  const mayOverride = may("overrides_sales.write") || may("overrides_marketing.write");
  return (
    <Page
      question={t("question", { month: writeMonth(target) })}
      answer={
        view &&
        forecastable && (
          <ForecastAnswer view={view} target={target} explain={() => setExplaining(true)} />
        )
      }
      actions={
        mayOverride && (
          <Tooltip title={node.product_id ? undefined : t("chooseFirst")}>
            <Button
              type="primary"
              icon={<EditOutlined />}
              disabled={!node.product_id || !forecastable}
              onClick={() => setEditing({})}
            >
              {t("override")}
            </Button>
          </Tooltip>
        )
      }
    >
      <div className="with-side">
        {phone ? (
          <ProductPicker {...{ node, target, chosen: node.product_id, choose: chooseProduct }} />
        ) : (
          <ProductList {...{ node, target, chosen: node.product_id, choose: chooseProduct }} />
        )}
        <div className="stack" style={{ minWidth: 0 }}>
          {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
          {query.isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
          {view && !forecastable && (
            <NotClosed
              words={t("notClosed", { month: writeMonth(node.month) })}
              toClose={t("goClose")}
            />
          )}
          {view && !forecastable && (
            <section className="panel">
              <ForecastChart view={view} />
            </section>
          )}
          {view && forecastable && (
            <ForecastDetails
              key={`${node.month}${node.product_id ?? ""}${node.region_id ?? ""}${node.channel_id ?? ""}`}
              {...{ node, view, target, targets, setTarget }}
              explain={() => setExplaining(true)}
              edit={
                node.product_id && may("forecasts.write")
                  ? (index, proposed) => setEditing({ index, proposed })
                  : undefined
              }
            />
          )}
        </div>
      </div>
      <ExplanationDrawer
        {...{ node, target }}
        unitsPerBox={per}
        open={explaining}
        close={() => setExplaining(false)}
      />
      {editing && node.product_id && view && (
        <ChangeDialog
          node={{ ...node, product_id: node.product_id }}
          target={target}
          unitsPerBox={view.units_per_box}
          index={editing.index}
          proposed={editing.proposed}
          close={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
};
