-- What of a return's refund is for delivery, decided when the last piece has arrived.
alter table order_return add column delivery_minor bigint not null default 0 check (delivery_minor >= 0);

-- When a provider was last asked, so that one that never answers does not keep others waiting; and what it said.
alter table payment_attempt add column looked_at timestamptz;
alter table payment_attempt add column error text;

-- When a refund is tried again; each failure waits longer.
alter table refund add column next_at timestamptz;

alter table order_notice add column tries integer not null default 0;
