import { HistoryOutlined } from "@ant-design/icons";
import { Button, Empty, Grid, Segmented, Skeleton } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "@/components/charts/chart";
import { chartColours } from "@/components/charts/chart-colours";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { useHindsight, type NodeKey } from "@/features/forecasts/api";
import { hindsightLines, hindsightOption } from "@/features/forecasts/hindsight-option";
import { HindsightTable } from "@/features/forecasts/hindsight-table";
import type { Hindsight, HindsightMonth, HindsightScores } from "@/lib/anatomy-types";
import { useAppearance } from "@/lib/appearance";
import { counted, number, percent } from "@/lib/format";
import { useUrlValue } from "@/lib/scope";

const leads = [1, 3];

interface Props {
  node: NodeKey;
  per: number | null;
}

/** What would have been forecast for each of the last twelve months, against what was sold. */
export const HindsightPanel = ({ node, per }: Props) => {
  const { t } = useTranslation("hindsight");
  const [opened, setOpened] = useUrlValue("hindsight");
  const lead = leads.find((one) => String(one) === opened);
  const query = useHindsight(node, lead !== undefined);
  return (
    <section className="panel" id="hindsight">
      <div className="panel-head">
        <h2>{t("title")}</h2>
        {lead === undefined ? (
          <Button icon={<HistoryOutlined />} onClick={() => setOpened("1")}>
            {t("open")}
          </Button>
        ) : (
          <>
            <Segmented
              value={lead}
              onChange={(value) => setOpened(String(value))}
              options={leads.map((value) => ({ value, label: t("lead", { figure: value }) }))}
            />
            <Button type="text" onClick={() => setOpened(undefined)}>
              {t("close")}
            </Button>
          </>
        )}
      </div>
      {lead === undefined && <p className="quiet small">{t("hint")}</p>}
      {lead !== undefined && query.error && (
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      )}
      {lead !== undefined && query.isLoading && <Skeleton active paragraph={{ rows: 10 }} />}
      {lead !== undefined && query.data && <Told hindsight={query.data} {...{ lead, per }} />}
    </section>
  );
};

interface ToldProps {
  hindsight: Hindsight;
  lead: number;
  per: number | null;
}

const Told = ({ hindsight, lead, per }: ToldProps) => {
  const { t } = useTranslation("hindsight");
  const rows = useMemo(
    () => hindsight.months.filter((one) => one.lead === lead),
    [hindsight, lead],
  );
  const score = hindsight.scores.find((one) => one.lead === lead);
  if (rows.length === 0 || !score) return <Empty description={t("tooShort")} />;
  return (
    <>
      <Verdict score={score} lead={lead} />
      <HindsightChart rows={rows} per={per} />
      <div className="below-chart">
        <HindsightTable rows={rows} per={per} />
      </div>
      <p className="quiet small">
        {t("howMade")} {hindsight.grain !== "nodes" && t(`grain.${hindsight.grain}`)}
      </p>
    </>
  );
};

const even = 0.01;

/** The answer in words: how far off, which way, how often the interval held, against naive ways. */
const Verdict = ({ score, lead }: { score: HindsightScores; lead: number }) => {
  const { t } = useTranslation("hindsight");
  const { engine, naive, seasonal_naive: seasonal, months } = score;
  const bias = engine.bias ?? 0;
  const way = Math.abs(bias) < even ? "even" : bias < 0 ? "low" : "high";
  const ways = [engine.wape, naive.wape, seasonal.wape];
  const least = Math.min(...ways.flatMap((one) => (one === null ? [] : [one])));
  const best = engine.wape === least ? "engine" : naive.wape === least ? "naive" : "seasonal";
  return (
    <p className="hindsight-answer" data-testid="hindsight-answer">
      {t("answer", {
        ...counted(months),
        lead,
        wape: percent(engine.wape),
        naive: percent(naive.wape),
        seasonal: percent(seasonal.wape),
      })}
      {t(`best.${best}`)}
      {t(`bias.${way}`, { bias: percent(Math.abs(bias)) })}
      {t("interval", {
        ...counted(months),
        hits: score.within80,
        expected: number(0.8 * months, 0),
        wide: score.within95,
      })}
    </p>
  );
};

const HindsightChart = ({ rows, per }: { rows: HindsightMonth[]; per: number | null }) => {
  const { t, i18n } = useTranslation("hindsight");
  const { dark } = useAppearance();
  const phone = Grid.useBreakpoint().md === false;
  const { option, table } = useMemo(() => {
    const lines = hindsightLines(rows, per);
    const words = {
      actual: t("forecast:actual"),
      then: t("then"),
      naive: t("naive"),
      seasonal: t("seasonal"),
      band80: t("forecast:band80"),
      band95: t("forecast:band95"),
      hit: t("hit"),
      missed: t("missed"),
      unit: t("forecast:unit"),
    };
    const columns = [lines.actual, lines.then, lines.low80, lines.high80, lines.naive];
    return {
      option: hindsightOption(lines, chartColours(dark), words),
      table: {
        columns: [t("forecast:month"), words.actual, words.then, "80% −", "80% +", words.naive],
        rows: lines.months.map((month, at) => [month, ...columns.map((one) => one[at] ?? null)]),
      },
    };
    // The words change with the language.
  }, [rows, per, dark, i18n.language]);
  return <Chart option={option} height={phone ? 280 : 340} label={t("title")} table={table} />;
};
