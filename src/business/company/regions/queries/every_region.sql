-- @many
-- The whole tree whatever the viewer may see: paths are made for everybody. Unfiltered on purpose.
SELECT regions.id, regions.code, regions.name, regions.pinyin, regions.parent_id, regions.potential, regions.version
  FROM regions
 ORDER BY regions.id
