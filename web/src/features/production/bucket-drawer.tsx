import { Drawer, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { WaterfallChart } from "@/components/charts/waterfall-chart";
import { ProblemNotice } from "@/components/ui/problem-notice";
import {
  useProductionDetail,
  useProductionExplanation,
  type BucketKey,
} from "@/features/production/api";
import { StockChart } from "@/features/production/stock-chart";
import { boxes, day, monthShort, number } from "@/lib/format";
import { inBoxes } from "@/lib/units";

interface Props {
  month: string;
  bucket: BucketKey;
  close: () => void;
}

const write = (value: number) => number(Math.round(value));

/** One production figure opened: its layers, what binds it, and the product's weeks around it. */
export const BucketDrawer = ({ month, bucket, close }: Props) => {
  const { t } = useTranslation("production");
  const told = useProductionExplanation(month, bucket);
  const detail = useProductionDetail(month, bucket.product);
  const per = told.data?.units_per_box ?? detail.data?.units_per_box;
  const steps = useMemo(
    () =>
      told.data
        ? [
            ...told.data.layers.map((layer) => ({
              name: t(`common:layers.${layer.code}`, { defaultValue: layer.code }),
              value: inBoxes(layer.quantity, per) ?? 0,
              total: layer.code === "demand",
            })),
            { name: t("quantity"), value: inBoxes(told.data.figure, per) ?? 0, total: true },
          ]
        : [],
    [told.data, per, t],
  );
  const when =
    bucket.bucket === "week"
      ? t("weekOf", { day: day(bucket.first_day) })
      : monthShort(bucket.first_day);
  const here = detail.data?.buckets.find(
    (one) => one.first_day === bucket.first_day && (one.kind ?? "week") === bucket.bucket,
  );
  const reasons = (here?.reasons ?? []).map((one) => {
    const { code, quantity } = typeof one === "string" ? { code: one, quantity: undefined } : one;
    const text = t(`binds.${code}`, { defaultValue: t(`reason.${code}`, { defaultValue: code }) });
    return quantity === undefined
      ? text
      : `${text} ${boxes(Math.round(inBoxes(quantity, per) ?? 0))}`;
  });
  return (
    <Drawer open size={680} onClose={close} title={`${bucket.name} · ${when}`}>
      {told.error && <ProblemNotice error={told.error} retry={() => void told.refetch()} />}
      {told.isLoading && <Skeleton active />}
      {told.data && (
        <WaterfallChart
          steps={steps}
          label={t("layers")}
          unit={t("unit")}
          write={write}
          lying
          height={240}
        />
      )}
      {told.data?.layers
        .filter((layer) => layer.reason)
        .map((layer) => (
          <p key={layer.code} className="quiet">
            {t(`common:layers.${layer.code}`, { defaultValue: layer.code })}: {layer.reason}
          </p>
        ))}
      {reasons.length > 0 && (
        <>
          <h3 className="drawer-title">{t("whatBinds")}</h3>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </>
      )}
      {detail.data && (
        <>
          <h3 className="drawer-title">{t("stockAhead")}</h3>
          <StockChart detail={detail.data} />
        </>
      )}
    </Drawer>
  );
};
