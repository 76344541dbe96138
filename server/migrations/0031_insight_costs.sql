-- What lines cost us, where that is known, in what customers are worth.

alter table customer_insight
  add year_minor bigint not null default 0,
  add costed_minor bigint not null default 0,
  add cost_minor bigint not null default 0;
comment on column customer_insight.year_minor is 'What the last twelve months came to, less returns; costed_minor the part of it whose cost is known, and cost_minor what that part cost us.';
