-- @many
-- @param sequence @count
-- @param most @count
-- What was written after an event; corrections and what a month's steps write say of which month.
SELECT e.action, COALESCE(e.subject_id, 0) AS subject_id,
       CASE WHEN e.subject_kind IN ('overrides', 'month_steps', 'forecasts', 'targets', 'production_plans',
                                    'forecast_scores')
            THEN COALESCE(e.after_state, '') ELSE '' END AS written
  FROM events e
 WHERE e.sequence > :sequence
 ORDER BY e.sequence
 LIMIT :most
