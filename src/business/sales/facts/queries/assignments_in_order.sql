-- @many
-- Every outlet's places, oldest first. Unfiltered on purpose: sums do not depend on the viewer.
SELECT outlet_assignments.outlet_id,
       outlet_assignments.from_day,
       outlet_assignments.region_id,
       outlet_assignments.channel_id
  FROM outlet_assignments
 ORDER BY outlet_assignments.outlet_id, outlet_assignments.from_day
