-- @many
-- One row per index that PostgreSQL does not hold to be valid.
SELECT 'invalid index ' || CAST(pg_index.indexrelid AS TEXT) AS integrity_check
  FROM pg_index
 WHERE NOT pg_index.indisvalid
 ORDER BY pg_index.indexrelid
