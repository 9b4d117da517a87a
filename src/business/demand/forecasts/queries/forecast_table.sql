-- @many
-- @param scenario_id @id
-- @param month @month
-- @param target_month @month
-- @param region_id @id
-- @param channel_id @id
-- Summed before the products are joined: the rows lie in the order of their product.
SELECT p.id AS product_id, p.code, p.name, p.units_per_box, sums.quantity
  FROM (SELECT f.product_id, CAST(SUM(f.quantity) AS BIGINT) AS quantity
          FROM forecasts f
         WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.target_month = :target_month
           AND (CAST(:region_id AS BIGINT) = 0
                OR f.region_id IN (SELECT rp.region_id FROM region_paths rp
                                    WHERE rp.ancestor_id = :region_id))
           AND (CAST(:channel_id AS BIGINT) = 0
                OR f.channel_id IN (WITH RECURSIVE below(id) AS (
                                        SELECT CAST(:channel_id AS BIGINT)
                                         UNION
                                        SELECT c.id FROM channels c
                                          JOIN below b ON c.parent_id = b.id)
                                    SELECT below.id FROM below))
           AND {{visible:f}}
         GROUP BY f.product_id) sums
  JOIN products p ON p.id = sums.product_id
 ORDER BY sums.quantity DESC, p.code
