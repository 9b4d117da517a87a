-- @exec
-- @param scenario_id  @id
-- @param month        @month
-- @param target_month @month
-- Kept for everybody; whoever reads the sums sees those of the own regions.
INSERT INTO forecast_sums (scenario_id, month, target_month, region_id, channel_id, series, quantity, level, trend,
                           season, festival, promotion, price, coherence, index_edit,
                           sales_override, marketing_override, below80, above80,
                           below_squares80, above_squares80, below95, above95,
                           below_squares95, above_squares95)
SELECT f.scenario_id, f.month, f.target_month, f.region_id, f.channel_id,
       COUNT(*),
       CAST(SUM(f.quantity) AS BIGINT),
       CAST(SUM(f.level) AS BIGINT),
       CAST(SUM(f.trend) AS BIGINT),
       CAST(SUM(f.season) AS BIGINT),
       CAST(SUM(f.festival) AS BIGINT),
       CAST(SUM(f.promotion) AS BIGINT),
       CAST(SUM(f.price) AS BIGINT),
       CAST(SUM(f.coherence) AS BIGINT),
       CAST(SUM(f.index_edit) AS BIGINT),
       CAST(SUM(f.sales_override) AS BIGINT),
       CAST(SUM(f.marketing_override) AS BIGINT),
       CAST(SUM(f.quantity - f.low80) AS BIGINT),
       CAST(SUM(f.high80 - f.quantity) AS BIGINT),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low80) * (f.quantity - f.low80)),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high80 - f.quantity) * (f.high80 - f.quantity)),
       CAST(SUM(f.quantity - f.low95) AS BIGINT),
       CAST(SUM(f.high95 - f.quantity) AS BIGINT),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low95) * (f.quantity - f.low95)),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high95 - f.quantity) * (f.high95 - f.quantity))
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.target_month = :target_month
 GROUP BY f.scenario_id, f.month, f.target_month, f.region_id, f.channel_id
