-- @many
-- What the close of `month` forecast for one target month.
SELECT f.scenario_id, f.month, f.target_month, f.product_id, f.region_id, f.channel_id, f.quantity,
       f.level, f.trend, f.season, f.festival, f.promotion, f.price, f.coherence, f.index_edit,
       f.sales_override, f.marketing_override, f.low80, f.high80, f.low95, f.high95
  FROM forecasts f
 WHERE f.scenario_id = 1 AND f.month = :month AND f.target_month = :target_month
   AND {{visible:f}}
 ORDER BY f.product_id, f.region_id, f.channel_id
