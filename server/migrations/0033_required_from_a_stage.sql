-- A field may have to be filled once a customer has come far enough: not when the file is opened, which is quick, but when it is worth knowing.
alter table custom_fields add column required_from text check (required_from in ('new', 'regular', 'loyal', 'advocate'));
comment on column custom_fields.required_from is 'The step of loyalty, as the last run of insight found it, from which on the field must be filled in a customer.';
