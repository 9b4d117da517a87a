-- @exec
-- @param number     @count
-- @param title      @text
-- @param checksum   @text
-- @param applied_at @instant
INSERT INTO schema_migrations (number, title, checksum, applied_at)
VALUES (:number, :title, :checksum, :applied_at)
