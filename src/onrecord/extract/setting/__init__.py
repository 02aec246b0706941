"""Where, when, by what and by whom; how it is put forward and what stretch it covers."""
