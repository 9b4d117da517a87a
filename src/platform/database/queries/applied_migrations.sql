-- @many
SELECT schema_migrations.number, schema_migrations.checksum
  FROM schema_migrations
 ORDER BY schema_migrations.number
