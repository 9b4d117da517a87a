-- @optional
-- @param id @id
-- Unfiltered on purpose: whoever is referred to is told by name, and by nothing else.
SELECT people.name
  FROM people
 WHERE people.id = :id
