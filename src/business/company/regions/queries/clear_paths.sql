-- @exec
DELETE FROM region_paths
