-- Suggestions are made from memory (decision 019): nothing asks these any more, and every write paid for them.
drop index product_title_words;
drop index search_value_words;
