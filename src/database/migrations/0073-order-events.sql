create index event_order on event ((data ->> 'order')) where data ->> 'order' is not null;
