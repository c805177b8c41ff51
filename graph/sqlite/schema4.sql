-- Schema 4, over schema 3.

-- What is announced, by day: of all ties few are, and of these most have been reported.
CREATE INDEX tie_planned ON tie(first_day, type, subject, object) WHERE modality = 'planned';
