-- @many
-- @param month @month
-- @param region_id @id
-- @param channel_id @id
SELECT s.product_id, CAST(SUM(s.quantity) AS BIGINT) AS quantity
  FROM sales_months s
 WHERE s.month = :month
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND (CAST(:channel_id AS BIGINT) = 0
        OR s.channel_id IN (WITH RECURSIVE below(id) AS (
                                SELECT CAST(:channel_id AS BIGINT)
                                 UNION
                                SELECT c.id FROM channels c JOIN below b ON c.parent_id = b.id)
                            SELECT below.id FROM below))
   AND {{visible:s}}
 GROUP BY s.product_id
 ORDER BY s.product_id
