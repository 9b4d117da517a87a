-- @many
-- Every region with itself and all above it, the nearest first.
SELECT rp.ancestor_id, rp.region_id, rp.depth
FROM region_paths rp
WHERE {{visible:rp}}
ORDER BY rp.region_id, rp.depth
