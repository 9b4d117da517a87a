-- @optional
-- @param handover_id @id
SELECT p.name
  FROM handovers h
  JOIN people p ON p.id = h.decided_by
 WHERE h.id = :handover_id
