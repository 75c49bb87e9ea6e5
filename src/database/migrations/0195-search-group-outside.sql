-- Products without a category stand outside each that they are called by: what was counted without them is counted anew.
update search_fact_source set source = '';
update search_fact_state set stamp = '';
