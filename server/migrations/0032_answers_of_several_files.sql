-- An answer about several files was told again whether or not the person still may see them, and outlived the erasure of one of them.
alter table answered_requests add column file_ids uuid[] not null default '{}';
update answered_requests set file_ids = array[file_id] where file_id is not null;
alter table answered_requests drop column file_id;
comment on column answered_requests.file_ids is 'The customer files it changed: the answer is told again only while the person may see them all. Not references.';
