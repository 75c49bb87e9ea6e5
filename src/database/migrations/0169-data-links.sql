-- A link may also show whoever holds an address what is kept under it, without an account.
alter table sign_in_link drop constraint sign_in_link_purpose_check;
alter table sign_in_link add constraint sign_in_link_purpose_check check (purpose in ('shop', 'studio', 'data'));
