-- @many
-- Every account, by its name.
SELECT accounts.person_id,
       accounts.login,
       accounts.password_hash,
       accounts.demo_password,
       accounts.must_change_password,
       accounts.changed_at
  FROM accounts
 ORDER BY accounts.login
