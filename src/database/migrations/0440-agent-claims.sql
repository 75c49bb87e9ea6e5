-- What an agent is about to order, for its budget of the day: two of its checkouts at once do not both fit into what is left.
alter table agent_session
  add column claimed_minor bigint,
  add column claimed_at timestamptz;
create index agent_session_claimed on agent_session (agent) where claimed_at is not null;
