-- Whether `short` (words of a name) is `whole` with words left out or cut to their first letter; a
-- word that `short` writes out stands for no initial of it.
CREATE OR REPLACE TEMP MACRO shortened(short, whole) AS
    len(list_filter(short, LAMBDA word: len(word) > 1)) > 0
    AND list_has_all(whole, list_filter(short, LAMBDA word: len(word) > 1))
    AND list_has_all(
        list_transform(
            list_filter(whole, LAMBDA word: NOT list_contains(short, word)), LAMBDA word: word[1]
        ),
        list_filter(short, LAMBDA word: len(word) = 1)
    );
