-- What hosted models were asked and cost, per day and per visitor ('' is everybody); reserved before a call, settled after.
create table model_spend (
  day date not null,
  who text not null,
  tokens bigint not null default 0,
  micros bigint not null default 0,
  calls integer not null default 0,
  primary key (day, who)
);
