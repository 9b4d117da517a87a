-- Counts of nothing left are few among many, and every close asks for them.
CREATE INDEX stocks_empty ON stocks (outlet_id, product_id, day) WHERE quantity = 0;
