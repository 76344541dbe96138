-- Sessions nobody uses end by themselves: after a week, unless the company says otherwise.
alter table sign_in_policy add column idle_hours integer default 168 check (idle_hours between 1 and 336);
comment on column sign_in_policy.idle_hours is 'A session nobody used for so long ends by itself; null: only when its time is over.';
