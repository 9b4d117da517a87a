-- @many
-- Imports whose file is still needed: to be accepted, or to be looked at again.
SELECT imports.id,
       imports.stored_as,
       imports.file_name,
       imports.file_bytes,
       imports.file_hash,
       imports.status,
       COALESCE(imports.finished_at, imports.created_at) AS touched_at
  FROM imports
 WHERE imports.stored_as <> ''
   AND imports.status <> 'cancelled'
 ORDER BY imports.id
