-- What the machine room keeps: events chained by hash, jobs, accounts and their sessions.
CREATE TABLE events (
    id @id PRIMARY KEY,
    sequence @count NOT NULL UNIQUE,
    at @instant NOT NULL,
    person_id @id,
    action @text NOT NULL,
    subject_kind @text NOT NULL,
    subject_id @id,
    reason @text NOT NULL,
    before_state @text,
    after_state @text,
    previous_hash @text NOT NULL,
    hash @text NOT NULL
);
CREATE INDEX events_by_subject ON events (subject_kind, subject_id, sequence);

CREATE TABLE event_head (
    id @id PRIMARY KEY CHECK (id = 1),
    sequence @count NOT NULL,
    hash @text NOT NULL
);
INSERT INTO event_head (id, sequence, hash) VALUES (1, 0, '');

CREATE TABLE jobs (
    id @id PRIMARY KEY,
    kind @text NOT NULL,
    arguments @text NOT NULL,
    person_id @id,
    status @text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    stage @text NOT NULL,
    done_units @count NOT NULL,
    total_units @count NOT NULL,
    cancel_requested @flag NOT NULL,
    attempts @count NOT NULL,
    worker @text NOT NULL,
    heartbeat_at @instant,
    result @text,
    error @text,
    created_at @instant NOT NULL,
    started_at @instant,
    finished_at @instant
);
CREATE INDEX jobs_by_status ON jobs (status, created_at);

CREATE TABLE accounts (
    person_id @id PRIMARY KEY,
    login @text NOT NULL UNIQUE,
    password_hash @text NOT NULL,
    demo_password @flag NOT NULL,
    failed_attempts @count NOT NULL,
    locked_until @instant,
    changed_at @instant NOT NULL
);

CREATE TABLE account_sessions (
    token_hash @text PRIMARY KEY,
    person_id @id NOT NULL REFERENCES accounts (person_id),
    csrf_token @text NOT NULL,
    created_at @instant NOT NULL,
    seen_at @instant NOT NULL,
    expires_at @instant NOT NULL
);
CREATE INDEX account_sessions_by_person ON account_sessions (person_id);
