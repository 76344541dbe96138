-- Values of one event, or of one order, are read with it: without these each would walk all values of its file.
create index custom_values_of_interaction on custom_values (customer_id, interaction_id) where interaction_id is not null;
create index custom_values_of_order on custom_values (customer_id, order_id) where order_id is not null;
