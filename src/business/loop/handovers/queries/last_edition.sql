-- @optional
-- @param scenario_id @id
-- @param month @month
-- @param code @text
SELECT h.edition, h.document_hash
  FROM handovers h
 WHERE h.scenario_id = :scenario_id AND h.month = :month AND h.code = :code
 ORDER BY h.edition DESC
 LIMIT 1
