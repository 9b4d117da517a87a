-- The schema after all migrations, in portable type words (src/business/migrations).

-- 0001 platform
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

-- 0002 company
-- The company: regions, channels, people, products, outlets, prices, promotions, production lines.
CREATE TABLE settings (
    id @id PRIMARY KEY,
    name @text NOT NULL UNIQUE,
    content @text NOT NULL,
    version @count NOT NULL
);

CREATE TABLE regions (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    parent_id @id REFERENCES regions (id),
    potential @real NOT NULL DEFAULT 1 CHECK (potential >= 0),
    version @count NOT NULL
);
CREATE INDEX regions_by_parent ON regions (parent_id);

-- Every region with each of its ancestors and itself (depth 0); kept by the regions room.
CREATE TABLE region_paths (
    ancestor_id @id NOT NULL,
    region_id @id NOT NULL,
    depth @count NOT NULL,
    PRIMARY KEY (ancestor_id, region_id)
);
CREATE INDEX region_paths_by_region ON region_paths (region_id, ancestor_id);

CREATE TABLE channels (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    parent_id @id REFERENCES channels (id),
    version @count NOT NULL
);

CREATE TABLE people (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    roles @json NOT NULL,
    region_ids @json NOT NULL,
    clearance @text NOT NULL CHECK (clearance IN ('public', 'internal', 'confidential', 'secret')),
    phone @text NOT NULL DEFAULT '',
    email @text NOT NULL DEFAULT '',
    active_from @day,
    active_to @day,
    version @count NOT NULL
);

-- What a person may see: their regions with all below; kept by the people room.
CREATE TABLE visible_regions (
    person_id @id NOT NULL,
    region_id @id NOT NULL,
    PRIMARY KEY (person_id, region_id)
);

CREATE TABLE brands (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    own @flag NOT NULL,
    version @count NOT NULL
);

CREATE TABLE product_lines (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    brand_id @id NOT NULL REFERENCES brands (id),
    version @count NOT NULL
);

CREATE TABLE products (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    brand_id @id NOT NULL REFERENCES brands (id),
    line_id @id REFERENCES product_lines (id),
    category @text NOT NULL DEFAULT '',
    own @flag NOT NULL,
    gtin @text,
    unit @text NOT NULL,
    units_per_box @count NOT NULL CHECK (units_per_box > 0),
    boxes_per_pallet @count NOT NULL CHECK (boxes_per_pallet > 0),
    stage @text NOT NULL CHECK (stage IN ('introduction', 'growth', 'maturity', 'decline')),
    active_from @day,
    active_to @day,
    attributes @json NOT NULL,
    version @count NOT NULL
);
CREATE INDEX products_by_brand ON products (brand_id);

CREATE TABLE outlets (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    pinyin @text NOT NULL DEFAULT '',
    region_id @id NOT NULL REFERENCES regions (id),
    channel_id @id NOT NULL REFERENCES channels (id),
    outlet_class @text NOT NULL DEFAULT '',
    address @text NOT NULL DEFAULT '',
    longitude @real CHECK (longitude BETWEEN -180 AND 180),
    latitude @real CHECK (latitude BETWEEN -90 AND 90),
    opens @text NOT NULL DEFAULT '',
    closes @text NOT NULL DEFAULT '',
    representative_id @id REFERENCES people (id),
    active_from @day,
    active_to @day,
    attributes @json NOT NULL,
    version @count NOT NULL
);
CREATE INDEX outlets_by_region ON outlets (region_id, channel_id);
CREATE INDEX outlets_by_representative ON outlets (representative_id);

-- Where an outlet belonged from a day on; outlets.region_id and channel_id are the newest row's.
CREATE TABLE outlet_assignments (
    outlet_id @id NOT NULL,
    from_day @day NOT NULL,
    region_id @id NOT NULL REFERENCES regions (id),
    channel_id @id NOT NULL REFERENCES channels (id),
    PRIMARY KEY (outlet_id, from_day)
);

CREATE TABLE prices (
    id @id PRIMARY KEY,
    product_id @id NOT NULL REFERENCES products (id),
    kind @text NOT NULL CHECK (kind IN ('ex_works', 'dealer', 'retail')),
    channel_id @id REFERENCES channels (id),
    region_id @id REFERENCES regions (id),
    first_day @day NOT NULL,
    last_day @day,
    price @money NOT NULL CHECK (price >= 0),
    version @count NOT NULL
);
CREATE INDEX prices_by_product ON prices (product_id, kind, first_day);

CREATE TABLE promotions (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    mechanic @text NOT NULL CHECK (mechanic IN ('price_cut', 'gift', 'display', 'bundle', 'coupon', 'feature')),
    status @text NOT NULL CHECK (status IN ('planned', 'approved', 'cancelled')),
    first_day @day NOT NULL,
    last_day @day NOT NULL,
    depth @real NOT NULL CHECK (depth BETWEEN 0 AND 1),
    product_ids @json NOT NULL,
    region_ids @json NOT NULL,
    channel_ids @json NOT NULL,
    budget @money NOT NULL,
    version @count NOT NULL,
    CHECK (last_day >= first_day)
);
CREATE INDEX promotions_by_day ON promotions (first_day, last_day);

CREATE TABLE production_sites (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    name @text NOT NULL,
    units_per_week @count NOT NULL CHECK (units_per_week >= 0),
    version @count NOT NULL
);

CREATE TABLE production_rules (
    id @id PRIMARY KEY,
    product_id @id NOT NULL UNIQUE REFERENCES products (id),
    production_site_id @id REFERENCES production_sites (id),
    minimum_batch @count NOT NULL CHECK (minimum_batch >= 0),
    batch_multiple @count NOT NULL CHECK (batch_multiple >= 1),
    lead_weeks @count NOT NULL CHECK (lead_weeks >= 0),
    frozen_weeks @count NOT NULL CHECK (frozen_weeks >= 0),
    service_level @real NOT NULL CHECK (service_level BETWEEN 0 AND 1),
    version @count NOT NULL
);

CREATE TABLE production_orders (
    id @id PRIMARY KEY,
    code @text NOT NULL UNIQUE,
    product_id @id NOT NULL REFERENCES products (id),
    due_day @day NOT NULL,
    quantity @count NOT NULL CHECK (quantity >= 0),
    version @count NOT NULL
);
CREATE INDEX production_orders_by_product ON production_orders (product_id, due_day);

-- 0003 facts
-- Facts are never edited. Revision 0 states a figure; a correction adds an odd revision that takes
-- the old figure back and an even one that states the new. The figure is the sum of its revisions.
CREATE TABLE sell_out (
    outlet_id @id NOT NULL,
    product_id @id NOT NULL,
    day @day NOT NULL,
    revision @count NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    price @money,
    coupon @real,
    feature @real,
    attributes @text,
    import_id @id NOT NULL,
    PRIMARY KEY (outlet_id, product_id, day, revision)
) @clustered;

-- What dealers and outlets bought from us.
CREATE TABLE sell_in (
    outlet_id @id NOT NULL,
    product_id @id NOT NULL,
    day @day NOT NULL,
    revision @count NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    attributes @text,
    import_id @id NOT NULL,
    PRIMARY KEY (outlet_id, product_id, day, revision)
) @clustered;

-- Stock counted at the end of a day; outlets of class W are our own warehouses.
CREATE TABLE stocks (
    outlet_id @id NOT NULL,
    product_id @id NOT NULL,
    day @day NOT NULL,
    revision @count NOT NULL,
    quantity @count NOT NULL,
    attributes @text,
    import_id @id NOT NULL,
    PRIMARY KEY (outlet_id, product_id, day, revision)
) @clustered;

-- Rows of one import on their way into a fact table; empty between imports.
CREATE TABLE staged_facts (
    import_id @id NOT NULL,
    row_number @count NOT NULL,
    outlet_id @id NOT NULL,
    product_id @id NOT NULL,
    day @day NOT NULL,
    month @month NOT NULL,
    week @day NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    revision @count NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    price @money,
    coupon @real,
    feature @real,
    attributes @text,
    PRIMARY KEY (import_id, row_number)
);

-- Sums of sell-out, right after every import: the net quantity and value; list_value is what the
-- quantity would have cost at the prices stated (price × quantity of rows that state one);
-- coupon_quantity and feature_quantity weigh the shares stated with the rows by quantity.
CREATE TABLE sales_months (
    month @month NOT NULL,
    product_id @id NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    priced_quantity @count NOT NULL,
    priced_value @money NOT NULL,
    fact_rows @count NOT NULL,
    coupon_rows @real NOT NULL,
    feature_rows @real NOT NULL,
    PRIMARY KEY (month, product_id, region_id, channel_id)
) @clustered;
CREATE INDEX sales_months_by_product ON sales_months (product_id, region_id, channel_id, month);

CREATE TABLE sales_weeks (
    week @day NOT NULL,
    product_id @id NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    priced_quantity @count NOT NULL,
    priced_value @money NOT NULL,
    fact_rows @count NOT NULL,
    coupon_rows @real NOT NULL,
    feature_rows @real NOT NULL,
    PRIMARY KEY (week, product_id, region_id, channel_id)
) @clustered;

-- Sell-out by day and region, own products apart from competitors': progress against target.
CREATE TABLE sales_days (
    day @day NOT NULL,
    region_id @id NOT NULL,
    own @flag NOT NULL,
    quantity @count NOT NULL,
    value @money NOT NULL,
    PRIMARY KEY (day, region_id, own)
) @clustered;

CREATE TABLE imports (
    id @id PRIMARY KEY,
    kind @text NOT NULL,
    file_name @text NOT NULL,
    file_hash @text NOT NULL,
    file_bytes @count NOT NULL,
    stored_as @text NOT NULL,
    status @text NOT NULL CHECK (status IN ('checked', 'accepted', 'failed', 'cancelled')),
    mapping @json NOT NULL,
    options @json NOT NULL,
    report @json NOT NULL,
    rows_read @count NOT NULL,
    rows_added @count NOT NULL,
    rows_changed @count NOT NULL,
    rows_unchanged @count NOT NULL,
    rows_failed @count NOT NULL,
    person_id @id,
    created_at @instant NOT NULL,
    finished_at @instant,
    version @count NOT NULL
);

-- 0004 demand
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

-- 0005 loop
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

-- 0006 forecast_sums
-- Forecasts of all own products by region and channel: pages of the whole company read these few rows
-- instead of every product's. The squares of the intervals' widths add up for the sum's own interval.
CREATE TABLE forecast_sums (
    scenario_id @id NOT NULL REFERENCES scenarios (id),
    month @month NOT NULL,
    target_month @month NOT NULL,
    region_id @id NOT NULL,
    channel_id @id NOT NULL,
    series @count NOT NULL,
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
    below80 @count NOT NULL,
    above80 @count NOT NULL,
    below_squares80 @real NOT NULL,
    above_squares80 @real NOT NULL,
    below95 @count NOT NULL,
    above95 @count NOT NULL,
    below_squares95 @real NOT NULL,
    above_squares95 @real NOT NULL,
    PRIMARY KEY (scenario_id, month, target_month, region_id, channel_id)
) @clustered;
INSERT INTO forecast_sums (scenario_id, month, target_month, region_id, channel_id, series, quantity, level, trend,
                           season, festival, promotion, price, coherence, index_edit,
                           sales_override, marketing_override, below80, above80,
                           below_squares80, above_squares80, below95, above95,
                           below_squares95, above_squares95)
SELECT f.scenario_id, f.month, f.target_month, f.region_id, f.channel_id,
       COUNT(*),
       CAST(SUM(f.quantity) AS BIGINT),
       CAST(SUM(f.level) AS BIGINT),
       CAST(SUM(f.trend) AS BIGINT),
       CAST(SUM(f.season) AS BIGINT),
       CAST(SUM(f.festival) AS BIGINT),
       CAST(SUM(f.promotion) AS BIGINT),
       CAST(SUM(f.price) AS BIGINT),
       CAST(SUM(f.coherence) AS BIGINT),
       CAST(SUM(f.index_edit) AS BIGINT),
       CAST(SUM(f.sales_override) AS BIGINT),
       CAST(SUM(f.marketing_override) AS BIGINT),
       CAST(SUM(f.quantity - f.low80) AS BIGINT),
       CAST(SUM(f.high80 - f.quantity) AS BIGINT),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low80) * (f.quantity - f.low80)),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high80 - f.quantity) * (f.high80 - f.quantity)),
       CAST(SUM(f.quantity - f.low95) AS BIGINT),
       CAST(SUM(f.high95 - f.quantity) AS BIGINT),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.quantity - f.low95) * (f.quantity - f.low95)),
       SUM(CAST(1 AS DOUBLE PRECISION) * (f.high95 - f.quantity) * (f.high95 - f.quantity))
  FROM forecasts f
 GROUP BY f.scenario_id, f.month, f.target_month, f.region_id, f.channel_id;

-- 0007 forecast_series_rows
-- A series' evidence is a kilobyte of text. SQLite keeps only small rows well in a clustered table: of
-- larger ones each takes a page of its own beside the tree. As an ordinary table it takes a third.
CREATE TABLE forecast_series_rows (
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
);
INSERT INTO forecast_series_rows (scenario_id, month, product_id, region_id, channel_id, status, model, error_sd,
                                  evidence)
SELECT f.scenario_id, f.month, f.product_id, f.region_id, f.channel_id, f.status, f.model, f.error_sd, f.evidence
  FROM forecast_series f
 ORDER BY f.scenario_id, f.month, f.product_id, f.region_id, f.channel_id;
DROP TABLE forecast_series;
ALTER TABLE forecast_series_rows RENAME TO forecast_series;

-- 0008 step_watch
-- By what a step was worked out, and the newest event that it had seen: a step is known to be unchanged
-- without reading what it rests on, when nothing but its own month has been written since.
ALTER TABLE month_steps ADD COLUMN method @text NOT NULL DEFAULT '';
ALTER TABLE month_steps ADD COLUMN seen_event @count NOT NULL DEFAULT 0;

-- 0009 empty_shelves
-- Counts of nothing left are few among many, and every close asks for them.
CREATE INDEX stocks_empty ON stocks (outlet_id, product_id, day) WHERE quantity = 0;

-- 0010 accounts_and_security
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

-- 0011 sight
-- Who sees what: whom a person of the field knows, and the regions of each promotion.

-- Derived from people and visible_regions: those of the field in one's regions, above and below
-- them, and the heads of sales.
CREATE TABLE acquaintances (
    person_id @id NOT NULL,
    other_id @id NOT NULL,
    PRIMARY KEY (person_id, other_id)
);
CREATE INDEX acquaintances_by_other ON acquaintances (other_id);
CREATE INDEX visible_regions_by_region ON visible_regions (region_id, person_id);
INSERT INTO acquaintances (person_id, other_id)
SELECT mine.person_id, theirs.person_id
  FROM people seer
 CROSS JOIN visible_regions mine
 CROSS JOIN visible_regions theirs
 CROSS JOIN people other
 WHERE (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%')
   AND mine.person_id = seer.id
   AND theirs.region_id = mine.region_id
   AND other.id = theirs.person_id
   AND other.id <> seer.id
   AND (CAST(other.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(other.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"representative"%')
 UNION
SELECT seer.id, other.id
  FROM people other
 CROSS JOIN people seer
 WHERE (CAST(other.roles AS TEXT) LIKE '%"sales_manager"%'
        OR CAST(other.roles AS TEXT) LIKE '%"general_manager"%')
   AND seer.id <> other.id
   AND (CAST(seer.roles AS TEXT) LIKE '%"merchandiser"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"regional_manager"%'
        OR CAST(seer.roles AS TEXT) LIKE '%"representative"%');

-- The regions that a promotion names, row by row, 0 for everywhere; kept with its region_ids.
CREATE TABLE promotion_regions (
    row_id @id NOT NULL,
    region_id @id NOT NULL,
    PRIMARY KEY (region_id, row_id)
);
CREATE INDEX promotion_regions_by_row ON promotion_regions (row_id);
INSERT INTO promotion_regions (row_id, region_id)
SELECT promotions.id, regions.id
  FROM promotions
  JOIN regions ON CAST(promotions.region_ids AS TEXT) LIKE '%"' || regions.id || '"%';

INSERT INTO promotion_regions (row_id, region_id)
SELECT promotions.id, 0
  FROM promotions
 WHERE CAST(promotions.region_ids AS TEXT) = '[]';

CREATE INDEX jobs_by_person ON jobs (person_id, created_at);

-- 0012 empty_shelves_by_product
-- The page of a forecast asks for the empty shelves of one product.
DROP INDEX stocks_empty;
CREATE INDEX stocks_empty ON stocks (product_id, outlet_id, day) WHERE quantity = 0;
