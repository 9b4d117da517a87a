-- @many
SELECT forecast_scores.scenario_id, forecast_scores.month, forecast_scores.scored_month,
       forecast_scores.lead, forecast_scores.level, forecast_scores.method,
       forecast_scores.absolute_error, forecast_scores.signed_error, forecast_scores.actual,
       forecast_scores.series
  FROM forecast_scores
 WHERE forecast_scores.scenario_id = :scenario_id AND forecast_scores.month = :month
 ORDER BY forecast_scores.lead, forecast_scores.level, forecast_scores.scored_month, forecast_scores.method
