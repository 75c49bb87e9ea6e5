-- Of what a return gives back: what offers keep back of it, and what the shop keeps for a return.
alter table order_return add column withheld jsonb not null default '[]';
alter table order_return add column fee_minor bigint not null default 0 check (fee_minor >= 0);
update order_return set fee_minor = greatest(0, coalesce((select sum((line ->> 'refund')::bigint)
  from jsonb_array_elements(lines) as line), 0) - (refund_minor - delivery_minor));
