-- Somebody came back to an answer that is being given: what its first reader left is not given up.
alter table conversation_run add column resumed_at timestamptz;
