-- @exec
-- @param sequence @count
-- @param hash     @text
UPDATE event_head SET sequence = :sequence, hash = :hash WHERE id = 1
