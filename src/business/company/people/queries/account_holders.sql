-- @many
-- Who can sign in, with what decides what they may.
-- Unfiltered on purpose: that an administrator remains is a matter of the whole company.
SELECT people.id,
       people.roles,
       people.active_from,
       people.active_to
  FROM people
  JOIN accounts ON accounts.person_id = people.id
 ORDER BY people.id
