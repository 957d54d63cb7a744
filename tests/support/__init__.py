"""What tests of several kinds share: worlds in memory, inboxes, published offices, servers."""
