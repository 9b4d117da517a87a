-- @exec
-- The session's own table for staged rows, in front of the one that all share: what is staged for a
-- check concerns nobody else.
CREATE TEMPORARY TABLE staged_facts AS
SELECT shared.import_id, shared.row_number, shared.outlet_id, shared.product_id, shared.day, shared.month,
       shared.week, shared.region_id, shared.channel_id, shared.revision, shared.quantity, shared.value,
       shared.price, shared.coupon, shared.feature, shared.attributes
  FROM staged_facts AS shared
 WHERE 1 = 0
