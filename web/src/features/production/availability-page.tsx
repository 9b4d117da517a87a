import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
} from "@ant-design/icons";
import { Empty, Grid, Input, Skeleton, Table, Tag, type TableColumnsType } from "antd";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/components/ui/page";
import { ProblemNotice } from "@/components/ui/problem-notice";
import { stickyInPage } from "@/components/ui/sticky";
import { useAvailability, type Availability, type Supply } from "@/features/production/api";
import { counted, day, month as writeMonth } from "@/lib/format";
import { addMonths } from "@/lib/month";
import { useScope } from "@/lib/scope";

const marks: Record<Supply, { colour: string; icon: ReactNode; rank: number }> = {
  short: { colour: "volcano", icon: <CloseCircleOutlined />, rank: 0 },
  running_short: { colour: "gold", icon: <ExclamationCircleOutlined />, rank: 1 },
  available: { colour: "blue", icon: <CheckCircleOutlined />, rank: 2 },
};

const SupplyTag = ({ supply }: { supply: Supply }) => {
  const { t } = useTranslation("production");
  return (
    <Tag variant="filled" color={marks[supply].colour} icon={marks[supply].icon}>
      {t(`supply.${supply}`)}
    </Tag>
  );
};

/** What can be promised to an outlet: which products are there, which run short, and until when. */
export const AvailabilityPage = () => {
  const { t } = useTranslation("production");
  const { month } = useScope();
  const phone = Grid.useBreakpoint().md === false;
  const query = useAvailability(month);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const rows = useMemo(
    () =>
      (query.data?.items ?? [])
        .filter((row) => `${row.product_name} ${row.product_code}`.toLowerCase().includes(wanted))
        .sort((a, b) => marks[a.supply].rank - marks[b.supply].rank),
    [query.data, wanted],
  );
  const all = query.data?.items ?? [];
  const short = all.filter((row) => row.supply !== "available").length;
  const until = (row: Availability) =>
    row.supply === "available"
      ? t("enough")
      : row.back_on
        ? t("backOn", { day: day(row.back_on) })
        : t("notBack");
  const since = (row: Availability) =>
    row.short_from ? t("weekOf", { day: day(row.short_from) }) : "–";
  const product: TableColumnsType<Availability>[number] = {
    title: t("product"),
    key: "product",
    render: (_, row) => (
      <>
        {row.product_name}
        <br />
        <small className="quiet">{row.product_code}</small>
      </>
    ),
  };
  const columns: TableColumnsType<Availability> = [
    product,
    {
      title: t("supplyTitle"),
      dataIndex: "supply",
      render: (supply: Supply) => <SupplyTag supply={supply} />,
    },
    { title: t("shortFrom"), key: "short_from", render: (_, row) => since(row) },
    { title: t("until"), key: "until", render: (_, row) => until(row) },
  ];
  /** On a phone what a product lacks stands under its state, so that nothing lies beside the edge. */
  const narrow: TableColumnsType<Availability> = [
    product,
    {
      title: t("supplyTitle"),
      key: "supply",
      render: (_, row) => (
        <>
          <SupplyTag supply={row.supply} />
          {row.supply !== "available" && (
            <dl className="supply-lines">
              <dt>{t("shortFrom")}</dt>
              <dd>{since(row)}</dd>
              <dt>{t("until")}</dt>
              <dd>{until(row)}</dd>
            </dl>
          )}
        </>
      ),
    },
  ];
  return (
    <Page
      question={t("availabilityQuestion", { month: writeMonth(addMonths(month, 1)) })}
      answer={
        all.length > 0 &&
        (short > 0
          ? t("someShort", { ...counted(short), enough: all.length - short })
          : t("allAvailable", counted(all.length)))
      }
    >
      {query.error && <ProblemNotice error={query.error} retry={() => void query.refetch()} />}
      <section className="panel">
        {query.isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
        {query.data && all.length === 0 && (
          <Empty description={t("notClosed", { month: writeMonth(month) })} />
        )}
        {all.length > 0 && (
          <>
            <div className="panel-head">
              <h2>{t("availability")}</h2>
              <Input.Search
                allowClear
                placeholder={t("findProduct")}
                aria-label={t("findProduct")}
                onChange={(event) => setTyped(event.target.value)}
                style={{ maxWidth: 220 }}
              />
            </div>
            <Table<Availability>
              size="small"
              rowKey="product_id"
              sticky={stickyInPage}
              pagination={false}
              scroll={phone ? undefined : { x: "max-content" }}
              dataSource={rows}
              columns={phone ? narrow : columns}
            />
          </>
        )}
      </section>
    </Page>
  );
};
