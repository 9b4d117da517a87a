import { FilterOutlined, SearchOutlined } from "@ant-design/icons";
import { Badge, Button, Popover, Space, Tooltip } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "@/app/layout/language-switch";
import { MonthSwitch } from "@/app/layout/month-switch";
import { Notices } from "@/app/layout/notices";
import { PersonMenu } from "@/app/layout/person-menu";
import { ScopeFilter } from "@/app/layout/scope-filter";
import { SearchDialog } from "@/app/layout/search-dialog";
import { useScope } from "@/lib/scope";
import { useCompany } from "@/lib/session";

export const TopBar = ({ phone }: { phone: boolean }) => {
  const { t } = useTranslation("nav");
  const company = useCompany();
  const { region, channel } = useScope();
  const [searching, setSearching] = useState(false);
  const narrow = [region, channel].filter(Boolean).length;
  return (
    <header className="top-bar">
      {!phone && <span className="company-name">{company.name}</span>}
      <MonthSwitch />
      {phone ? (
        <Popover
          trigger="click"
          placement="bottom"
          content={
            <Space orientation="vertical" style={{ width: 240 }}>
              <ScopeFilter block />
            </Space>
          }
        >
          <Badge count={narrow} size="small">
            <Button type="text" icon={<FilterOutlined />} aria-label={t("scope")} />
          </Badge>
        </Popover>
      ) : (
        <ScopeFilter />
      )}
      <span className="grow" />
      <Tooltip title={t("searchHint")}>
        <Button
          type="text"
          icon={<SearchOutlined />}
          aria-label={t("search")}
          onClick={() => setSearching(true)}
        />
      </Tooltip>
      <Notices />
      {!phone && <LanguageSwitch />}
      <PersonMenu phone={phone} />
      <SearchDialog open={searching} setOpen={setSearching} />
    </header>
  );
};
