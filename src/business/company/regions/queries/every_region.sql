-- @many
-- The whole tree.
-- Unfiltered on purpose: paths are made for everybody.
SELECT regions.id, regions.code, regions.name, regions.pinyin, regions.parent_id, regions.potential, regions.version
  FROM regions
 ORDER BY regions.id
