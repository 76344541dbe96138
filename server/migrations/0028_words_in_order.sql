-- The list narrowed by letters: each word of a name beside the name, so that who bears a word is walked through in the order of the list.

create table customer_words (
  customer_id uuid not null references customers on delete cascade,
  id uuid not null,
  word text collate "C" not null check (word <> ''),
  name text not null,
  primary key (customer_id, id)
);
comment on table customer_words is 'The words of the customer''s own names, one in each row, beside the name by which the list is in order. Made with customer_names.';
comment on column customer_words.id is 'Made of the word, so that a file has each word once.';

insert into customer_words (customer_id, id, word, name)
  select n.customer_id, left(encode(sha256(convert_to(word, 'UTF8')), 'hex'), 32)::uuid, word, c.name
  from customer_names n join customers c on c.id = n.customer_id cross join unnest(n.tokens) as word
  where not starts_with(word, '·');
create index customer_words_in_order on customer_words (word, name collate "und-x-icu", customer_id);
analyze customer_words;
