-- @optional
-- @param handover_id @id
-- Unfiltered on purpose: who decided is told by name to everybody who reads the decision.
SELECT p.name
  FROM handovers h
  JOIN people p ON p.id = h.decided_by
 WHERE h.id = :handover_id
