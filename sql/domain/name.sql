-- Whether `short` (words of a name) is `whole` with words left out or cut to their first letter; a
-- word that `short` writes out stands for no initial of it.
create or replace temp macro shortened(short, whole) as
    len(list_filter(short, lambda word: len(word) > 1)) > 0
    and list_has_all(whole, list_filter(short, lambda word: len(word) > 1))
    and list_has_all(
        list_transform(
            list_filter(whole, lambda word: not list_contains(short, word)), lambda word: word[1]
        ),
        list_filter(short, lambda word: len(word) = 1)
    );
