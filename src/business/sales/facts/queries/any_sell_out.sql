-- @optional
-- A row when any fact of the kind is known; without rows an import has nothing to compare with.
-- Unfiltered on purpose: it only says whether the table is empty, to the import itself.
SELECT 1 AS found FROM sell_out LIMIT 1
