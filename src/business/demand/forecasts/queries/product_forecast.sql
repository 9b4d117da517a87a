-- @many
-- Every figure of one product's forecast that the viewer may see. The months ahead are named so that
-- the key finds the rows.
SELECT f.scenario_id, f.month, f.target_month, f.product_id, f.region_id, f.channel_id, f.quantity,
       f.level, f.trend, f.season, f.festival, f.promotion, f.price, f.coherence, f.index_edit,
       f.sales_override, f.marketing_override, f.low80, f.high80, f.low95, f.high95
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.product_id = :product_id
   AND f.target_month IN (:ahead1, :ahead2, :ahead3, :ahead4, :ahead5, :ahead6)
   AND {{visible:f}}
 ORDER BY f.target_month, f.region_id, f.channel_id
