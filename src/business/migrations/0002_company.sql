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
