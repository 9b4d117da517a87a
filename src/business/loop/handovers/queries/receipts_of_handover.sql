-- @many
-- @param handover_id @id
-- Of the people whom the viewer knows.
SELECT p.name, p.roles, r.acknowledged_at, r.question, r.answer
  FROM handover_receipts r
  JOIN people p ON p.id = r.person_id
 WHERE r.handover_id = :handover_id AND {{acquainted:r.person_id}}
 ORDER BY r.acknowledged_at, p.name
