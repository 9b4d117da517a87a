-- @optional
-- @param login @text
-- The account that signs in by this name.
SELECT accounts.person_id,
       accounts.login,
       accounts.password_hash,
       accounts.demo_password,
       accounts.must_change_password,
       accounts.changed_at
  FROM accounts
 WHERE accounts.login = :login
