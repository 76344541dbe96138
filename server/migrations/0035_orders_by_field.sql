-- The list of orders in the order of a custom field, each order of one value after the other.
create index custom_values_orders_by_text on custom_values (field_id, text_key collate "und-x-icu", order_id) where order_id is not null and text_key is not null;
create index custom_values_orders_by_number on custom_values (field_id, number_key, order_id) where order_id is not null and number_key is not null;
create index custom_values_orders_by_day on custom_values (field_id, day_key, order_id) where order_id is not null and day_key is not null;
