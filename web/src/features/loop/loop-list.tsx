import { RightOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import { StateIcon } from "@/features/loop/state-marks";
import { useHandoverWords } from "@/features/loop/use-handover-words";
import { useAppearance } from "@/lib/appearance";
import type { Loop, LoopHandover } from "@/lib/api-types";

interface Props {
  loop: Loop;
  openHandover: (handover: LoopHandover) => void;
}

/** The ring as a list in the same order, for phones. */
export const LoopList = ({ loop, openHandover }: Props) => {
  const { t } = useTranslation("loop");
  const { dark } = useAppearance();
  const words = useHandoverWords();
  const group = (direction: "m2s" | "s2m") => (
    <section className="panel loop-group">
      <h2>{t(direction)}</h2>
      <ul>
        {loop.handovers
          .filter((one) => one.direction === direction)
          .map((handover) => {
            const { name, state, lines } = words(handover);
            return (
              <li key={handover.code}>
                <button type="button" onClick={() => openHandover(handover)}>
                  <StateIcon state={handover.state} dark={dark} />
                  <span className="loop-name">
                    <strong>{name}</strong>
                    <small className="quiet">
                      {state} · {lines.slice(0, 2).join(" · ")}
                    </small>
                  </span>
                  <RightOutlined className="quiet" />
                </button>
              </li>
            );
          })}
      </ul>
    </section>
  );
  return (
    <>
      {group("m2s")}
      <section className="panel loop-group">
        <h2>{t("steps")}</h2>
        <ol className="loop-steps">
          {loop.steps.map((step) => (
            <li key={step.step} className={step.status}>
              <span>{t(`step.${step.step}`)}</span>
              <small className="quiet">{t(`stepState.${step.status}`)}</small>
            </li>
          ))}
        </ol>
      </section>
      {group("s2m")}
    </>
  );
};
