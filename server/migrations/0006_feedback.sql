-- What customers tell us about ourselves.

create table voices (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('wish', 'complaint')),
  text text not null check (text <> ''),
  heard_at timestamptz not null,
  heard_by uuid references users,
  contact_id uuid,
  interaction_id uuid,
  answer text,
  answered_at timestamptz,
  answered_by uuid references users,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete set null (contact_id),
  foreign key (customer_id, interaction_id) references interactions on delete set null (interaction_id),
  check ((answer is null) = (answered_at is null))
);
comment on table voices is 'A wish or complaint that one of us heard and wrote down on the spot.';
create index voices_by_time on voices (customer_id, heard_at desc, id desc);
create index voices_recent on voices (heard_at, id);
create index voices_recent_open on voices (heard_at, id) where answered_at is null;
create index voices_open on voices (customer_id) where answered_at is null;

create table scores (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  question text not null check (question in ('expectation', 'recommend', 'ease')),
  value smallint not null,
  comment text not null default '',
  given_at timestamptz not null,
  recorded_by uuid references users,
  user_id uuid references users,
  contact_id uuid,
  interaction_id uuid,
  primary key (customer_id, id),
  foreign key (customer_id, contact_id) references contacts on delete set null (contact_id),
  foreign key (customer_id, interaction_id) references interactions on delete set null (interaction_id),
  check (case question when 'expectation' then value between 1 and 3
                       when 'recommend' then value between 0 and 10
                       else value between 1 and 7 end)
);
comment on table scores is 'The customer''s own answer to one question.';
comment on column scores.question is 'expectation: compared with what you expected (1 low, 2 standard, 3 WOW). recommend: 0–10. ease: how easy was it, 1 hard – 7 easy.';
comment on column scores.user_id is 'The employee the answer is about.';
create index scores_by_time on scores (customer_id, given_at desc, id desc);
create index scores_by_question on scores (customer_id, question, given_at desc);
