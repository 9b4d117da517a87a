-- @one
SELECT eh.sequence AS number FROM event_head eh
