"""What all pages share: the base page, its style sheet, navigation, template words, errors."""
