-- @many
SELECT p.id AS number FROM products p WHERE p.own ORDER BY p.id
