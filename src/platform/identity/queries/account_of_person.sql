-- @optional
-- @param person_id @id
-- The account of a person.
SELECT accounts.person_id,
       accounts.login,
       accounts.password_hash,
       accounts.demo_password,
       accounts.must_change_password,
       accounts.changed_at
  FROM accounts
 WHERE accounts.person_id = :person_id
