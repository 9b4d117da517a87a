import { Button, Result } from "antd";
import { useTranslation } from "react-i18next";

/** An address that leads nowhere, or a page that broke: says so and leads home. */
export const ErrorPage = ({ missing = false }: { missing?: boolean }) => {
  const { t } = useTranslation("common");
  return (
    <Result
      status={missing ? "404" : "error"}
      title={<h1 className="result-title">{missing ? t("missingTitle") : t("brokenTitle")}</h1>}
      subTitle={missing ? t("missingHint") : t("brokenHint")}
      extra={
        <Button type="primary" href="/">
          {t("home")}
        </Button>
      }
    />
  );
};
