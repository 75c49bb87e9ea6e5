-- A lot that a return took below zero is made up for from the others (`settle`, in pairs that add up to nothing); what
-- is still missing when it runs out is forgiven.
alter table points_entry drop constraint points_entry_kind_check;
alter table points_entry drop constraint points_entry_check;
alter table points_entry drop constraint points_entry_check1;
alter table points_entry add check (kind in ('earn', 'adjust', 'burn', 'unburn', 'reverse', 'expire', 'settle', 'forgive'));
alter table points_entry add check (kind = 'settle' or (kind in ('earn', 'adjust', 'unburn', 'forgive')) = (points > 0));
alter table points_entry add check ((kind in ('earn', 'adjust')) = (lot_id is null));
