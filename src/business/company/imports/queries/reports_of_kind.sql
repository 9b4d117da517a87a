-- @many
-- @param kind @text
-- What each accepted import of a kind reported, with the headers of its file.
SELECT imports.report
  FROM imports
 WHERE imports.kind = :kind
   AND imports.status = 'accepted'
 ORDER BY imports.id
