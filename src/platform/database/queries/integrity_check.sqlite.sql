-- @many
-- One row 'ok', or a row per damage.
PRAGMA integrity_check
