-- @exec
UPDATE forecasts
   SET quantity = :quantity, index_edit = :index_edit, sales_override = :sales_override,
       marketing_override = :marketing_override, low80 = :low80, high80 = :high80,
       low95 = :low95, high95 = :high95
 WHERE scenario_id = :scenario_id AND month = :month AND target_month = :target_month
   AND product_id = :product_id AND region_id = :region_id AND channel_id = :channel_id
