-- Between whole runs customers whose files changed are read by what the last run learned; what word of mouth reaches; what serving and winning one customer costs.

alter table insight_runs add learned jsonb;
comment on column insight_runs.learned is 'What the run learned from everybody, by which customers whose files change are read until the next one. Of the last run alone.';
create index insight_runs_done on insight_runs (scope, finished_at desc) where state = 'done';

alter table insight_settings
  add advocate_reach smallint not null default 5 check (advocate_reach between 0 and 1000),
  add avenger_reach smallint not null default 20 check (avenger_reach between 0 and 1000);
comment on column insight_settings.advocate_reach is 'People an advocate tells well of us; avenger_reach those an avenger tells ill.';

alter table customer_assumptions
  add serving_minor bigint check (serving_minor >= 0),
  add winning_minor bigint check (winning_minor >= 0);
comment on column customer_assumptions.serving_minor is 'What serving them costs in a year, as stated by somebody; winning_minor what winning them cost.';
