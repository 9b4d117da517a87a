-- @many
-- @param scenario_id @id
-- @param month @month
-- @param product_id @id
-- @param most @count
-- @param region_id @id
-- @param channel_id @id
SELECT f.scenario_id, f.month, f.product_id, f.region_id, f.channel_id, f.status, f.model, f.error_sd, f.evidence
  FROM forecast_series f
 WHERE f.scenario_id = :scenario_id AND f.month = :month AND f.product_id = :product_id
   AND (CAST(:region_id AS BIGINT) = 0
        OR f.region_id IN (SELECT rp.region_id FROM region_paths rp WHERE rp.ancestor_id = :region_id))
   AND (CAST(:channel_id AS BIGINT) = 0
        OR f.channel_id IN (WITH RECURSIVE below(id) AS (
                                SELECT CAST(:channel_id AS BIGINT)
                                 UNION
                                SELECT c.id FROM channels c JOIN below b ON c.parent_id = b.id)
                            SELECT below.id FROM below))
   AND {{visible:f}}
 ORDER BY f.error_sd DESC, f.region_id, f.channel_id
 LIMIT :most
