-- @many
-- @param scenario_id @id
-- @param month @month
-- @param product_id @id
-- @param region_id @id
-- @param channel_id @id
-- @param ahead1 @month
-- A product's forecast summed over a region and channel. The months ahead are named so that the key
-- finds the rows.
SELECT f.scenario_id, f.month, f.target_month, CAST(:region_id AS BIGINT) AS region_id,
       CAST(:channel_id AS BIGINT) AS channel_id, COUNT(*) AS series, CAST(SUM(f.quantity) AS BIGINT) AS quantity,
       CAST(SUM(f.level) AS BIGINT) AS level,
       CAST(SUM(f.trend) AS BIGINT) AS trend,
       CAST(SUM(f.season) AS BIGINT) AS season,
       CAST(SUM(f.festival) AS BIGINT) AS festival,
       CAST(SUM(f.promotion) AS BIGINT) AS promotion,
       CAST(SUM(f.price) AS BIGINT) AS price,
       CAST(SUM(f.coherence) AS BIGINT) AS coherence,
       CAST(SUM(f.index_edit) AS BIGINT) AS index_edit,
       CAST(SUM(f.sales_override) AS BIGINT) AS sales_override,
       CAST(SUM(f.marketing_override) AS BIGINT) AS marketing_override,
       CAST(SUM(f.quantity - f.low80) AS BIGINT) AS below80, CAST(SUM(f.high80 - f.quantity) AS BIGINT) AS above80,
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low80) * (f.quantity - f.low80)) AS below_squares80,
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high80 - f.quantity) * (f.high80 - f.quantity)) AS above_squares80,
       CAST(SUM(f.quantity - f.low95) AS BIGINT) AS below95, CAST(SUM(f.high95 - f.quantity) AS BIGINT) AS above95,
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low95) * (f.quantity - f.low95)) AS below_squares95,
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high95 - f.quantity) * (f.high95 - f.quantity)) AS above_squares95
  FROM forecasts f
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.product_id = :product_id
   AND f.target_month IN (:ahead1, :ahead2, :ahead3, :ahead4, :ahead5, :ahead6)
   AND (CAST(:region_id AS BIGINT) = 0
        OR f.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND (CAST(:channel_id AS BIGINT) = 0
        OR f.channel_id IN (WITH RECURSIVE below(id) AS (
                                SELECT CAST(:channel_id AS BIGINT)
                                 UNION
                                SELECT c.id FROM channels c JOIN below b ON c.parent_id = b.id)
                            SELECT below.id FROM below))
   AND {{visible:f}}
 GROUP BY f.scenario_id, f.month, f.target_month
 ORDER BY f.target_month
