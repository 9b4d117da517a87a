-- @exec
DELETE FROM acquaintances
