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
