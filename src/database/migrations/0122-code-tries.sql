-- Tries of codes are counted where every limited try is (rate_limit).
drop table code_try;
