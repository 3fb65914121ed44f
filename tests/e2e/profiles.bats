#!/usr/bin/env bats
# Profiles as users meet them: found by name and path, shown, listed, refused.

bats_require_minimum_version 1.5.0
load helper

# A profile of the user's: its name, its text on standard input.
user_profile() {
    mkdir -p "$XDG_CONFIG_HOME/nopriors-export/profiles"
    cat >"$XDG_CONFIG_HOME/nopriors-export/profiles/$1.ini"
}

# bats test_tags=text
@test "what --show-profile prints is a profile that says the same" {
    npe --show-profile --profile netflix-en --set chapters.mark='# ' \
        >"$BATS_TEST_TMPDIR/mine.ini"
    expect "$(npe --show-profile --profile "$BATS_TEST_TMPDIR/mine.ini" |
        grep -v '^#')" "$(grep -v '^#' "$BATS_TEST_TMPDIR/mine.ini")"
}

# bats test_tags=text
@test "--show-profile says who set a value" {
    user_profile mine <<<$'[profile]\nextends = phone\n[subtitles]\nlines = 1'
    out=$(npe --show-profile --profile mine --set subtitles.lead=0s --tags none)
    expect_has "$out" "profiles/mine.ini:4]"$'\nlines = 1'
    expect_has "$out" "profiles/phone.ini:"
    expect_has "$out" "[--set]"$'\nlead = 0s'
    expect_has "$out" "[--tags]"$'\nmode = none'
}

# bats test_tags=text
@test "the user's profile goes before the one of the same name that is installed" {
    user_profile phone <<<$'[subtitles]\nline-length = 9'
    expect_has "$(npe --show-profile --profile phone)" "line-length = 9"
    unset XDG_CONFIG_HOME
    mkdir -p "$HOME/.config/nopriors-export/profiles"
    printf '[subtitles]\nline-length = 8\n' \
        >"$HOME/.config/nopriors-export/profiles/phone.ini"
    expect_has "$(npe --show-profile --profile phone)" "line-length = 8"
}

# bats test_tags=text
@test "-q --list-profiles prints the names alone" {
    user_profile mine <<<"[subtitles]"
    expect "$(npe -q --list-profiles)" "bilingual
default
mine
netflix-en
netflix-zh
phone"
}

# bats test_tags=text
@test "every faulty profile is exit 2 with a reason on standard error" {
    cd "$NP_ROOT"
    n=0
    for expected in tests/cases/profile/*.expected; do
        grep -q '^status 2' "$expected" || continue
        run --separate-stderr npe --show-profile --profile "${expected%.expected}.ini"
        expect "$status" 2
        expect "$output" ""
        # shellcheck disable=SC2154 # run --separate-stderr sets it
        expect_has "$stderr" "error: "
        n=$((n + 1))
    done
    [ $n -gt 20 ]
}

# bats test_tags=text
@test "a profile may come through a pipe" {
    out=$(npe --show-profile --profile <(printf '[subtitles]\nlines = 3\n'))
    expect_has "$out" $'\nlines = 3'
}

# bats test_tags=text
@test "unknown names, missing and unreadable files" {
    run npe --show-profile --profile phnoe
    expect "$status" 2
    expect_has "$output" "did you mean phone?"
    run npe --show-profile --profile ./no-such.ini
    expect "$status" 3
    run npe --show-profile --profile "$NP_ROOT/"
    expect "$status" 3
    run npe --show-profile --set subtitles.lnes=1
    expect "$status" 2
    expect_has "$output" "did you mean subtitles.lines?"
}
