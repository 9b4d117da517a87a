-- @one
-- @param scenario_id @id
-- @param month @month
-- When the forecast of a month was last corrected by anybody.
-- Unfiltered on purpose: a moment tells nothing of what was corrected.
SELECT MAX(COALESCE(ov.withdrawn_at, ov.created_at)) AS at
  FROM overrides ov
 WHERE ov.scenario_id = :scenario_id AND ov.month = :month
