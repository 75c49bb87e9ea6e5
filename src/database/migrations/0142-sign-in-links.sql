-- One table for the links that let shoppers and the team in. The subject is whom a link lets in: the address for the
-- shop, the id of the person for the studio. Invitations that are out go on working.
alter table sign_in_link drop constraint sign_in_link_email_check;
alter table sign_in_link rename column email to subject;
alter table sign_in_link add column purpose text not null default 'shop' check (purpose in ('shop', 'studio'));
alter table sign_in_link alter column purpose drop default;
alter table sign_in_link add check (subject <> '' and (purpose = 'studio' or subject = lower(subject)));
insert into sign_in_link (token_hash, purpose, subject, created_at, expires_at, used_at)
  select token_hash, 'studio', person_id, created_at, expires_at, used_at from studio_link;
drop table studio_link;
