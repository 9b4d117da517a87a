-- The month as the loop's beat: its steps, its fourteen hand-overs, its scores.
CREATE TABLE month_steps (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    step @text NOT NULL CHECK (step IN ('compile', 'forecast', 'consensus', 'targets', 'supply', 'publish', 'score')),
    status @text NOT NULL CHECK (status IN ('open', 'running', 'done', 'stale')),
    input_hash @text NOT NULL,
    output_hash @text NOT NULL,
    summary @text NOT NULL,
    person_id @id,
    finished_at @instant,
    PRIMARY KEY (scenario_id, month, step)
);

CREATE TABLE handovers (
    id @id PRIMARY KEY,
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    code @text NOT NULL,
    edition @count NOT NULL,
    owner_role @text NOT NULL,
    due_day @day NOT NULL,
    completeness @real NOT NULL,
    missing @text NOT NULL,
    document @text NOT NULL,
    document_hash @text NOT NULL,
    delivered_at @instant NOT NULL,
    delivered_by @id,
    decision @text NOT NULL DEFAULT '',
    decided_at @instant,
    decided_by @id,
    version @count NOT NULL,
    UNIQUE (scenario_id, month, code, edition)
);

CREATE TABLE handover_receipts (
    id @id PRIMARY KEY,
    handover_id @id NOT NULL REFERENCES handovers (id),
    person_id @id NOT NULL,
    acknowledged_at @instant NOT NULL,
    question @text NOT NULL DEFAULT '',
    answer @text NOT NULL DEFAULT '',
    version @count NOT NULL,
    UNIQUE (handover_id, person_id)
);

CREATE TABLE forecast_scores (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    scored_month @month NOT NULL,
    lead @count NOT NULL,
    level @text NOT NULL CHECK (level IN ('outlet', 'node', 'product', 'total')),
    method @text NOT NULL CHECK (method IN ('naive', 'seasonal_naive', 'statistical', 'final')),
    absolute_error @real NOT NULL,
    signed_error @real NOT NULL,
    actual @real NOT NULL,
    series @count NOT NULL,
    PRIMARY KEY (scenario_id, month, scored_month, lead, level, method)
);
