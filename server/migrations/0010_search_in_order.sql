-- The indexes that keep the order of names also hold the letters, so that a list is searched in its order without visiting the customers themselves.

drop index customers_by_name;
create index customers_by_name on customers (name collate "und-x-icu", id) include (team_id, search_text);
drop index customers_by_team;
create index customers_by_team on customers (team_id, name collate "und-x-icu", id) include (search_text);
