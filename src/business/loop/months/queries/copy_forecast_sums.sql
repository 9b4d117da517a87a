-- @exec
-- @param scenario_id @id
-- @param month @month
-- A what-if copy starts as the real month stands.
-- Unfiltered on purpose: a copy is made whole, whoever makes it.
INSERT INTO forecast_sums (scenario_id, month, target_month, region_id, channel_id, series, quantity, level, trend, season, festival, promotion, price, coherence, index_edit, sales_override, marketing_override, below80, above80, below_squares80, above_squares80, below95, above95, below_squares95, above_squares95)
SELECT CAST(:scenario_id AS BIGINT), origin.month, origin.target_month, origin.region_id,
       origin.channel_id,
       origin.series,
       origin.quantity,
       origin.level,
       origin.trend,
       origin.season,
       origin.festival,
       origin.promotion,
       origin.price,
       origin.coherence,
       origin.index_edit,
       origin.sales_override,
       origin.marketing_override,
       origin.below80,
       origin.above80,
       origin.below_squares80,
       origin.above_squares80,
       origin.below95,
       origin.above95,
       origin.below_squares95,
       origin.above_squares95
  FROM forecast_sums AS origin
 WHERE origin.scenario_id = 1 AND origin.month = :month
