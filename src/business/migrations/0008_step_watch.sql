-- By what a step was worked out, and the newest event that it had seen: a step is known to be unchanged
-- without reading what it rests on, when nothing but its own month has been written since.
ALTER TABLE month_steps ADD COLUMN method @text NOT NULL DEFAULT '';
ALTER TABLE month_steps ADD COLUMN seen_event @count NOT NULL DEFAULT 0;
