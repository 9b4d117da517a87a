-- Where a request came from stands with its event. It is hashed when it is there, so that older
-- events keep their hashes.
ALTER TABLE events ADD COLUMN address @text;
CREATE INDEX events_by_action ON events (action, sequence);

-- Whoever has a password from somebody else must change it before anything else.
ALTER TABLE accounts ADD COLUMN must_change_password @flag NOT NULL DEFAULT FALSE;
-- Strangers could hold a lock of an account; tries are slowed down by login and address instead.
ALTER TABLE accounts DROP COLUMN failed_attempts;
ALTER TABLE accounts DROP COLUMN locked_until;

-- What a person recognises a session of theirs by.
ALTER TABLE account_sessions ADD COLUMN address @text NOT NULL DEFAULT '';
ALTER TABLE account_sessions ADD COLUMN browser @text NOT NULL DEFAULT '';

-- Browsers that somebody has signed in by: strangers' tries do not slow these down.
CREATE TABLE known_browsers (
    token_hash @text NOT NULL,
    person_id @id NOT NULL REFERENCES accounts (person_id),
    seen_at @instant NOT NULL,
    PRIMARY KEY (token_hash, person_id)
);
CREATE INDEX known_browsers_by_person ON known_browsers (person_id, seen_at);
