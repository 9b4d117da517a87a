import { Button, Descriptions, Drawer, Space } from "antd";
import { useTranslation } from "react-i18next";
import { StateIcon } from "@/features/loop/state-marks";
import { useHandoverWords } from "@/features/loop/use-handover-words";
import { useAppearance } from "@/lib/appearance";
import type { LoopHandover } from "@/lib/api-types";
import { day, instant, percent } from "@/lib/format";
import { useGo } from "@/lib/scope";

interface Props {
  handover: LoopHandover | undefined;
  close: () => void;
}

/** One hand-over: who owes it, when, what is missing, and the way to its document. */
export const HandoverDrawer = ({ handover, close }: Props) => {
  const { t } = useTranslation("loop");
  const { dark } = useAppearance();
  const words = useHandoverWords();
  const go = useGo();
  if (!handover) return null;
  const { name, state } = words(handover);
  const missing = handover.missing.map((code) => t(`missing.${code}`, { defaultValue: code }));
  const receipts = handover.receivers
    ? t("receipts", { done: handover.acknowledged ?? 0, all: handover.receivers })
    : t("noReceipts");
  const rows = [
    [t("stateIs"), state],
    [t("fromTo"), t(handover.direction)],
    [t("ownerIs"), t(`roles:${handover.owner_role}`, { defaultValue: handover.owner_role })],
    [t("due"), handover.due_day ? day(handover.due_day) : t("noDue")],
    [t("deliveredAt"), instant(handover.delivered_at)],
    [t("completeness"), percent(handover.completeness, 0)],
    [t("missingTitle"), missing.length > 0 ? missing.join(t("listComma")) : t("nothingMissing")],
    [t("read"), receipts],
  ];
  return (
    <Drawer
      open
      size={420}
      onClose={close}
      title={
        <Space>
          <StateIcon state={handover.state} dark={dark} />
          {handover.code} {name}
        </Space>
      }
      footer={
        handover.handover_id ? (
          <Button type="primary" onClick={() => go(`/handovers/${handover.handover_id}`)}>
            {t("openDocument")}
          </Button>
        ) : (
          <span className="quiet">{t(handover.delivered_at ? "notForYou" : "notDelivered")}</span>
        )
      }
    >
      <p className="quiet">{t(`handover.${handover.code}.from`)}</p>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
    </Drawer>
  );
};
