"""Who is harmed: counted noun phrases, lists, names, ages and populations."""
