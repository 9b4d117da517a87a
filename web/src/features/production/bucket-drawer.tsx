import { Alert, Drawer, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useProductionDetail, type BucketKey, type PlanKey } from "@/features/production/api";
import { StockChart } from "@/features/production/stock-chart";
import { boxes, day, monthShort, number, signed } from "@/lib/format";
import type { ProductionBucketDetail } from "@/lib/plan-types";
import { inBoxes } from "@/lib/units";

interface Props {
  plan: PlanKey;
  bucket: BucketKey;
  close: () => void;
}

/** One production figure opened: its layers, what binds it, and the product's weeks around it. */
export const BucketDrawer = ({ plan, bucket, close }: Props) => {
  const { t } = useTranslation("production");
  const query = useProductionDetail(plan, bucket.product);
  const detail = query.data;
  const week = bucket.bucket === "week";
  const when = week ? t("weekOf", { day: day(bucket.first_day) }) : monthShort(bucket.first_day);
  const here = detail?.buckets.find(
    (one) => one.first_day === bucket.first_day && one.kind === bucket.bucket,
  );
  return (
    <Drawer open size={680} onClose={close} title={`${bucket.name} · ${when}`}>
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton active />}
      {here?.fixed && <Alert type="info" title={t("fixed")} />}
      {here && <BucketLayers bucket={here} per={detail?.units_per_box} />}
      {here && <BucketReasons bucket={here} per={detail?.units_per_box} />}
      {detail && (
        <>
          <h3 className="drawer-title">{t("stockAhead")}</h3>
          <StockChart detail={detail} />
        </>
      )}
    </Drawer>
  );
};

interface PartProps {
  bucket: ProductionBucketDetail;
  per: number | null | undefined;
}

const write = (value: number) => number(Math.round(value));

const BucketLayers = ({ bucket, per }: PartProps) => {
  const { t } = useTranslation("production");
  const steps = useMemo(
    () => [
      ...bucket.layers.map((layer) => ({
        name: t(`common:layers.${layer.code}`, { defaultValue: layer.code }),
        value: inBoxes(layer.quantity, per) ?? 0,
        total: layer.code === "demand",
      })),
      { name: t("quantity"), value: inBoxes(bucket.quantity, per) ?? 0, total: true },
    ],
    [bucket, per, t],
  );
  return (
    <WaterfallChart
      steps={steps}
      label={t("layers")}
      unit={t("unit")}
      write={write}
      lying
      height={240}
    />
  );
};

const BucketReasons = ({ bucket, per }: PartProps) => {
  const { t } = useTranslation("production");
  const box = (quantity: number) => inBoxes(quantity, per) ?? 0;
  const findings = bucket.reasons.map(({ kind, code, quantity }) =>
    t(`finding.${kind}`, {
      boxes: boxes(Math.round(box(quantity))),
      cause: t(`cause.${code}`, { defaultValue: code }),
    }),
  );
  const changes = bucket.change_reasons.map(({ code, quantity }) => {
    const name = t(`reason.${code}`, {
      defaultValue: t(`common:layers.${code}`, { defaultValue: code }),
    });
    return `${name} ${signed(Math.round(box(quantity)), (x) => boxes(x))}`;
  });
  return (
    <>
      {findings.length > 0 && <h3 className="drawer-title">{t("whatBinds")}</h3>}
      {findings.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {changes.length > 0 && <h3 className="drawer-title">{t("whyThis")}</h3>}
      {changes.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
};
