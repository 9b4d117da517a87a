import { Alert, Checkbox, Grid, Progress, Skeleton, Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import { ReachableTable } from "@/components/ui/reachable-table";
import { modelColour, modelKey } from "@/features/forecasts/chart-extras";
import { bestOf, useModelName, useWhyWeight } from "@/features/forecasts/use-model-words";
import type { Anatomy, ModelLine } from "@/lib/anatomy-types";
import { counted, number, percent } from "@/lib/format";
import { inBoxes } from "@/lib/units";

interface Props {
  anatomy: Anatomy | undefined;
  /** The month ahead whose figure of each model is shown. */
  ahead: number;
  per: number | null;
  chosen: ReadonlySet<string>;
  toggle: (key: string) => void;
  point: (key: string | undefined) => void;
}

/** The competing models: each one's own figure, how it did in the back-test, its weight and why. */
export const ModelTable = ({ anatomy, ahead, per, chosen, toggle, point }: Props) => {
  const { t } = useTranslation("anatomy");
  const name = useModelName();
  const why = useWhyWeight();
  const phone = Grid.useBreakpoint().md === false;
  if (!anatomy)
    return (
      <section className="panel">
        <div className="panel-head">
          <h2>{t("forecast:models")}</h2>
        </div>
        <Skeleton active />
      </section>
    );
  const models = anatomy.models;
  const best = bestOf(models);
  const reason = (row: ModelLine) => (
    <span className="quiet small">
      {why(row, models)}
      {anatomy.series > 1 && row.best_in > 0 && t("bestIn", { count: row.best_in })}
    </span>
  );
  const show = (row: ModelLine) => (
    <Checkbox
      checked={chosen.has(modelKey(row))}
      aria-label={t("showModel", { name: name(row) })}
      onChange={() => toggle(modelKey(row))}
    >
      <span className="model-colour" style={{ background: modelColour(models, modelKey(row)) }} />
      <Tooltip title={t(`modelDoes.${row.name}`, { defaultValue: "" })}>{name(row)}</Tooltip>
      {best && modelKey(best) === modelKey(row) && (
        <span className="model-best">{t("bestModel")}</span>
      )}
    </Checkbox>
  );
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t("forecast:models")}</h2>
        <span className="quiet small">
          {t("forecast:seriesCount", { figure: number(anatomy.series) })}
        </span>
      </div>
      <Verdict anatomy={anatomy} best={best} />
      <ReachableTable
        label={t("forecast:models")}
        size="small"
        rowKey={modelKey}
        pagination={false}
        scroll={phone ? undefined : { x: 760 }}
        dataSource={models}
        locale={{ emptyText: t("noModels") }}
        onRow={(row) => ({
          onMouseEnter: () => point(modelKey(row)),
          onMouseLeave: () => point(undefined),
        })}
        columns={[
          {
            title: t("modelShown"),
            key: "show",
            render: (_, row) => (
              <>
                {show(row)}
                {phone && <div>{reason(row)}</div>}
              </>
            ),
          },
          {
            title: t("alone"),
            key: "alone",
            align: "right",
            render: (_, row) => number(inBoxes(row.forecast[ahead], per)),
          },
          {
            title: t("backTestError"),
            dataIndex: "wape",
            align: "right",
            render: (value: number | null) => percent(value),
          },
          {
            title: t("forecast:weight"),
            dataIndex: "weight",
            align: phone ? "right" : "left",
            render: (weight: number, row) =>
              phone ? (
                percent(weight)
              ) : (
                <Progress
                  percent={Math.round(weight * 1000) / 10}
                  size="small"
                  style={{ width: 104 }}
                  aria-label={t("weightOf", { name: name(row) })}
                />
              ),
          },
          {
            title: t("whyWeight"),
            key: "why",
            width: "34%",
            responsive: ["md"],
            render: (_, row) => reason(row),
          },
        ]}
      />
    </section>
  );
};

/** How the combination did against doing without one, who was nearest, who weighs most. */
const Verdict = ({ anatomy, best }: { anatomy: Anatomy; best: ModelLine | undefined }) => {
  const { t } = useTranslation("anatomy");
  const name = useModelName();
  const { backtest, models, grain, matches } = anatomy;
  const [heaviest] = models;
  const beaten =
    backtest.wape !== null &&
    backtest.wape_seasonal_naive !== null &&
    backtest.wape > backtest.wape_seasonal_naive;
  return (
    <>
      {backtest.wape !== null && (
        <p>
          {t("backTest", {
            ...counted(backtest.origins),
            wape: percent(backtest.wape),
            naive: percent(backtest.wape_naive),
            seasonal: percent(backtest.wape_seasonal_naive),
          })}
          {beaten && t("naiveBetter")}
          {best && t("winner", { name: name(best), wape: percent(best.wape) })}
          {heaviest && t("heaviest", { name: name(heaviest), weight: percent(heaviest.weight) })}
        </p>
      )}
      {(matches === false || grain !== "nodes") && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={matches === false ? t("rebuilt") : t(`grain.${grain}`)}
        />
      )}
    </>
  );
};
