-- @many
-- @param scenario_id @id
-- @param month @month
-- Every edition of a month without its document, with how many have read it, and how many of them
-- the viewer knows.
SELECT h.id, h.code, h.edition, h.completeness, h.missing, h.document_hash, h.delivered_at, h.decision,
       (SELECT COUNT(*) FROM handover_receipts r WHERE r.handover_id = h.id) AS receipts,
       (SELECT COUNT(*) FROM handover_receipts r
         WHERE r.handover_id = h.id AND {{acquainted:r.person_id}}) AS known_receipts
  FROM handovers h
 WHERE h.scenario_id = :scenario_id AND h.month = :month
 ORDER BY h.code, h.edition
