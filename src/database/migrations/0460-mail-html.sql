-- The same message as HTML, as long as the text is kept.
alter table mail_outbox add column html text;
