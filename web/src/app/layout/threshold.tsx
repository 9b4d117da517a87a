import { Button, Result } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { placeOf } from "@/app/navigation";
import { RefusedPage } from "@/components/ui/problem-notice";
import { month as writeMonth } from "@/lib/format";
import { useScope } from "@/lib/scope";
import { useMay } from "@/lib/session";

/** What an address must keep to before its page is shown: a place of the person's, and a month. */
export const Threshold = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation("common");
  const may = useMay();
  const { pathname } = useLocation();
  const { month, notAMonth, setScope } = useScope();
  const permission = placeOf(pathname)?.permission;
  if (permission && !may(permission)) return <RefusedPage />;
  if (notAMonth)
    return (
      <Result
        status="404"
        title={<h1 className="result-title">{t("noMonthTitle")}</h1>}
        subTitle={t("noMonthHint", { month: notAMonth })}
        extra={
          <Button type="primary" onClick={() => setScope({ month: undefined })}>
            {t("noMonthBack", { month: writeMonth(month) })}
          </Button>
        }
      />
    );
  return <>{children}</>;
};
