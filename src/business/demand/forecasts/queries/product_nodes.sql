-- @many
-- @param product_id @id
-- @param last_month @month
-- @param region_id @id
-- @param channel_id @id
-- The places in which a product was ever sold up to a month, in a region and channel with all below.
SELECT DISTINCT s.product_id, s.region_id, s.channel_id
  FROM sales_months s
 WHERE s.product_id = :product_id AND s.month <= :last_month
   AND (CAST(:region_id AS BIGINT) = 0
        OR s.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND (CAST(:channel_id AS BIGINT) = 0
        OR s.channel_id IN (WITH RECURSIVE below(id) AS (
                                SELECT CAST(:channel_id AS BIGINT)
                                 UNION
                                SELECT c.id FROM channels c JOIN below b ON c.parent_id = b.id)
                            SELECT below.id FROM below))
   AND {{visible:s}}
 ORDER BY s.product_id, s.region_id, s.channel_id
