-- A stop is a row, not a variable: the process that answers may not be the one that is asked to stop.
alter table conversation add column stop_requested_at timestamptz;
