-- The page of a forecast asks for the empty shelves of one product.
DROP INDEX stocks_empty;
CREATE INDEX stocks_empty ON stocks (product_id, outlet_id, day) WHERE quantity = 0;
