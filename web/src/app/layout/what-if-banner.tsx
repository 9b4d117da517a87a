import { ExperimentOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useScope } from "@/lib/scope";

/** Says on every page that a what-if copy is shown, and leads back to the real month. */
export const WhatIfBanner = () => {
  const { t } = useTranslation("nav");
  const { scenario, setScope } = useScope();
  if (!scenario) return null;
  return (
    <Alert
      banner
      type="info"
      icon={<ExperimentOutlined />}
      title={t("whatIf", { name: scenario })}
      action={
        <Button size="small" onClick={() => setScope({ scenario: undefined })}>
          {t("whatIfLeave")}
        </Button>
      }
    />
  );
};
