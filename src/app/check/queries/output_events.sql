-- @many
-- What the steps of months wrote, and what-if copies took over, and how regions and channels moved,
-- oldest first.
SELECT events.sequence, events.action, COALESCE(events.subject_id, 0) AS subject_id, events.after_state
  FROM events
 WHERE events.action IN ('forecasts.made', 'targets.made', 'production_plans.made', 'forecast_scores.made',
                         'scenarios.created', 'scenarios.copied', 'scenarios.removed')
    OR events.subject_kind IN ('month_steps', 'regions', 'channels')
 ORDER BY events.sequence
