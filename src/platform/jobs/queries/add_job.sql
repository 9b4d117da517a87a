-- @exec
-- @param id         @id
-- @param kind       @text
-- @param arguments  @json
-- @param person_id  @id
-- @param created_at @instant
INSERT INTO jobs (id, kind, arguments, person_id, status, stage, done_units, total_units, cancel_requested, attempts, worker, created_at)
VALUES (:id, :kind, :arguments, :person_id, 'waiting', '', 0, 0, FALSE, 0, '', :created_at)
