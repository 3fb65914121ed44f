# The command as people type it: tests/cases/cli/*.case. A case is a comment,
# a script, and below "----" what it printed and which files it made; `make
# goldens` writes that part anew. Scripts run in a new folder that holds copies
# of tests/cases/cli/files.

# bats file_tags=text
load helper
load cases

@test "cases: usage" {
    run_cases usage
}

@test "cases: help, lists, settings" {
    run_cases help version list show
}

@test "cases: the report and the checks" {
    run_cases report check
}

@test "cases: stamps and anchors" {
    run_cases stamp anchor
}

@test "cases: outputs" {
    run_cases output
}

@test "cases: bad input, failing outputs, dictionaries and glossaries" {
    run_cases bad words
}

@test "cases: media that is another cut" {
    run_cases clock
}
