-- @many
-- Every stored sum beside the same sum made anew from the figures, where they differ.
-- Unfiltered on purpose: the check of a whole company, by its administrator.
SELECT b.scenario_id, b.month, b.target_month,
       CAST(SUM(b.stored * b.quantity) AS BIGINT) AS stored_quantity,
       CAST(SUM((1 - b.stored) * b.quantity) AS BIGINT) AS right_quantity
  FROM (SELECT 1 AS stored, s.scenario_id, s.month, s.target_month, s.region_id, s.channel_id, s.series,
               s.quantity,
               s.level,
               s.trend,
               s.season,
               s.festival,
               s.promotion,
               s.price,
               s.coherence,
               s.index_edit,
               s.sales_override,
               s.marketing_override,
               s.below80,
               s.above80,
               s.below95,
               s.above95
          FROM forecast_sums s
         UNION ALL
        SELECT 0, f.scenario_id, f.month, f.target_month, f.region_id, f.channel_id, 1,
               f.quantity,
               f.level,
               f.trend,
               f.season,
               f.festival,
               f.promotion,
               f.price,
               f.coherence,
               f.index_edit,
               f.sales_override,
               f.marketing_override,
               f.quantity - f.low80,
               f.high80 - f.quantity,
               f.quantity - f.low95,
               f.high95 - f.quantity
          FROM forecasts f) b
 GROUP BY b.scenario_id, b.month, b.target_month, b.region_id, b.channel_id
HAVING SUM((2 * b.stored - 1) * b.series) <> 0
    OR SUM((2 * b.stored - 1) * b.quantity) <> 0
    OR SUM((2 * b.stored - 1) * b.level) <> 0
    OR SUM((2 * b.stored - 1) * b.trend) <> 0
    OR SUM((2 * b.stored - 1) * b.season) <> 0
    OR SUM((2 * b.stored - 1) * b.festival) <> 0
    OR SUM((2 * b.stored - 1) * b.promotion) <> 0
    OR SUM((2 * b.stored - 1) * b.price) <> 0
    OR SUM((2 * b.stored - 1) * b.coherence) <> 0
    OR SUM((2 * b.stored - 1) * b.index_edit) <> 0
    OR SUM((2 * b.stored - 1) * b.sales_override) <> 0
    OR SUM((2 * b.stored - 1) * b.marketing_override) <> 0
    OR SUM((2 * b.stored - 1) * b.below80) <> 0
    OR SUM((2 * b.stored - 1) * b.above80) <> 0
    OR SUM((2 * b.stored - 1) * b.below95) <> 0
    OR SUM((2 * b.stored - 1) * b.above95) <> 0
 ORDER BY b.scenario_id, b.month, b.target_month, b.region_id, b.channel_id
