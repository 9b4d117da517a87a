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
