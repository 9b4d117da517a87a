import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useAnatomy, type NodeKey } from "@/features/forecasts/api";
import { causesOf, withoutCauses, type Cause } from "@/features/forecasts/causes";
import { CauseSwitches } from "@/features/forecasts/cause-switches";
import { CleanedTable } from "@/features/forecasts/cleaned-table";
import { ForecastChart } from "@/features/forecasts/forecast-chart";
import { HindsightPanel } from "@/features/forecasts/hindsight-panel";
import { IndexTable } from "@/features/forecasts/index-table";
import { LayerPanel } from "@/features/forecasts/layer-panel";
import { LookedAtBar } from "@/features/forecasts/looked-at-bar";
import { ModelTable } from "@/features/forecasts/model-table";
import { OverrideTable } from "@/features/forecasts/override-table";
import { monthShort } from "@/lib/format";
import type { ForecastView } from "@/lib/forecast-types";

/** A set whose members are put in and taken out. */
const useChosen = () => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setChosen((old) => {
      const now = new Set(old);
      if (!now.delete(key)) now.add(key);
      return now;
    });
  return { chosen, toggle, clear: () => setChosen(new Set()) };
};

interface Props {
  node: NodeKey;
  view: ForecastView;
  target: string;
  targets: string[];
  setTarget: (target: string) => void;
  explain: () => void;
  /** Opens the dialog of an index, with the value proposed; nothing for those who may not. */
  edit?: (cause: Cause, proposed?: number) => void;
}

/** A forecast opened: chart with switches, layers, indices, models, what was cleaned, hindsight. */
export const ForecastDetails = (props: Props) => {
  const { node, view, target, targets, setTarget, explain, edit } = props;
  const off = useChosen();
  const models = useChosen();
  const [pointed, setPointed] = useState<string>();
  const anatomy = useAnatomy(node, view.forecast.length > 0).data;
  const causes = useMemo(() => causesOf(view, anatomy), [view, anatomy]);
  const looked = useMemo(
    () =>
      off.chosen.size > 0
        ? view.forecast.map((point) => withoutCauses(point, causes, off.chosen))
        : undefined,
    [view, causes, off.chosen],
  );
  const ahead = targets.indexOf(target);
  const point = view.forecast.find((one) => one.target_month === target);
  const lookedPoint = looked?.find((one) => one.target_month === target);
  const per = view.units_per_box;
  const switched = causes.filter((one) => one.target_month === target && off.chosen.has(one.code));
  return (
    <>
      <section className="panel">
        {point && lookedPoint && (
          <LookedAtBar
            {...{ point, per }}
            looked={lookedPoint}
            causes={switched}
            off={off.chosen}
            reset={off.clear}
            keep={edit && ((cause) => edit(cause, 1))}
          />
        )}
        <CauseSwitches causes={causes} off={off.chosen} toggle={off.toggle} />
        <ForecastChart {...{ view, anatomy, looked, pointed }} chosen={models.chosen} />
      </section>
      <div className="months-strip">
        <Segmented
          value={target}
          onChange={setTarget}
          options={targets.map((value) => ({ value, label: monthShort(value) }))}
        />
      </div>
      <div className="columns">
        <LayerPanel view={view} target={target} explain={explain} />
        <IndexTable
          {...{ causes, target }}
          off={off.chosen}
          edit={edit && ((cause) => edit(cause))}
        />
      </div>
      <ModelTable
        {...{ anatomy, ahead, per }}
        chosen={models.chosen}
        toggle={models.toggle}
        point={setPointed}
      />
      <HindsightPanel node={node} per={per} />
      {anatomy && <CleanedTable anatomy={anatomy} per={per} />}
      <OverrideTable node={node} />
    </>
  );
};
