-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO forecasts (scenario_id, month, target_month, product_id, region_id, channel_id, quantity,
                      level, trend, season, festival, promotion, price, coherence, index_edit,
                      sales_override, marketing_override, low80, high80, low95, high95)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.target_month, origin.product_id,
       origin.region_id, origin.channel_id, origin.quantity, origin.level, origin.trend,
       origin.season, origin.festival, origin.promotion, origin.price, origin.coherence,
       origin.index_edit, origin.sales_override, origin.marketing_override, origin.low80,
       origin.high80, origin.low95, origin.high95
  FROM forecasts AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
