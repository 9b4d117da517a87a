-- Forecasts, their corrections by people, targets and production. scenario 1 is the real company;
-- every other one is a what-if copy of a month and never touches it.
CREATE TABLE scenarios (
    id @id PRIMARY KEY,
    name @text NOT NULL UNIQUE,
    month @month,
    person_id @id,
    created_at @instant NOT NULL
);
INSERT INTO scenarios (id, name, month, person_id, created_at)
VALUES (1, '', NULL, NULL, '2020-01-01T00:00:00.000000Z');

-- One figure of a forecast made at the close of `month`: its layers add up to `quantity` exactly.
CREATE TABLE forecasts (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    target_month @month NOT NULL,
    product_id @id NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    quantity @count NOT NULL,
    level @count NOT NULL,
    trend @count NOT NULL,
    season @count NOT NULL,
    festival @count NOT NULL,
    promotion @count NOT NULL,
    price @count NOT NULL,
    coherence @count NOT NULL,
    index_edit @count NOT NULL,
    sales_override @count NOT NULL,
    marketing_override @count NOT NULL,
    low80 @count NOT NULL,
    high80 @count NOT NULL,
    low95 @count NOT NULL,
    high95 @count NOT NULL,
    PRIMARY KEY (scenario_id, month, target_month, product_id, region_id, channel_id)
) @clustered;

-- Why a series is forecast as it is: models with weights, back-test against naive, indices.
CREATE TABLE forecast_series (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    product_id @id NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    status @text NOT NULL,
    model @text NOT NULL,
    error_sd @real NOT NULL,
    evidence @text NOT NULL,
    PRIMARY KEY (scenario_id, month, product_id, region_id, channel_id)
) @clustered;

CREATE TABLE overrides (
    id @id PRIMARY KEY,
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    target_month @month NOT NULL,
    product_id @id NOT NULL REFERENCES products (id),
    region_id @id REFERENCES regions (id),
    channel_id @id REFERENCES channels (id),
    layer @text NOT NULL CHECK (layer IN ('sales_override', 'marketing_override', 'index_edit')),
    edited_index @text NOT NULL DEFAULT '',
    factor @real,
    quantity_change @count NOT NULL,
    reason @text NOT NULL,
    evidence @text NOT NULL DEFAULT '',
    person_id @id NOT NULL,
    created_at @instant NOT NULL,
    withdrawn_at @instant,
    version @count NOT NULL
);
CREATE INDEX overrides_by_month ON overrides (scenario_id, month, product_id);

-- Targets at the leaves: region × product × representative; every sum above is exact.
CREATE TABLE targets (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    target_month @month NOT NULL,
    region_id @id NOT NULL,
    product_id @id NOT NULL,
    representative_id @id NOT NULL DEFAULT 0,
    quantity @count NOT NULL,
    value @money NOT NULL,
    from_history @count NOT NULL,
    from_potential @count NOT NULL,
    from_proposal @count NOT NULL,
    PRIMARY KEY (scenario_id, month, target_month, region_id, product_id, representative_id)
) @clustered;

CREATE TABLE target_proposals (
    id @id PRIMARY KEY,
    target_month @month NOT NULL,
    representative_id @id NOT NULL REFERENCES people (id),
    region_id @id NOT NULL REFERENCES regions (id),
    product_id @id NOT NULL REFERENCES products (id),
    quantity @count NOT NULL CHECK (quantity >= 0),
    reason @text NOT NULL DEFAULT '',
    version @count NOT NULL,
    UNIQUE (target_month, representative_id, region_id, product_id)
);

-- One bucket of a production plan: its layers add up to `quantity` exactly.
CREATE TABLE production_plans (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    product_id @id NOT NULL,
    bucket @text NOT NULL CHECK (bucket IN ('week', 'month')),
    first_day @day NOT NULL,
    quantity @count NOT NULL,
    demand @count NOT NULL,
    safety_stock @count NOT NULL,
    opening_stock @count NOT NULL,
    open_orders @count NOT NULL,
    batch_rounding @count NOT NULL,
    capacity_shift @count NOT NULL,
    frozen_shift @count NOT NULL,
    smoothing @count NOT NULL,
    previous_quantity @count,
    projected_stock @count NOT NULL,
    shortage @count NOT NULL,
    cover_weeks @real,
    reasons @text NOT NULL,
    PRIMARY KEY (scenario_id, month, product_id, bucket, first_day)
) @clustered;
