-- @exec
-- @param id @id
-- @param decision @text
-- @param decided_at @instant
-- @param decided_by @id
-- A decision is written once.
UPDATE handovers
   SET decision = :decision, decided_at = :decided_at, decided_by = :decided_by, version = version + 1
 WHERE id = :id AND decision = ''
