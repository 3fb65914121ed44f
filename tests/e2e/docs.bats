#!/usr/bin/env bats
# Man page and completions are made from the tables the program runs on: they
# load, they name every option, and they complete what people type.

load helper

MAN=$NP_BUILD/man/nopriors-export.1
BASH_FILE=$NP_BUILD/completions/bash/nopriors-export
ZSH_FOLDER=$NP_BUILD/completions/zsh
FISH_FILE=$NP_BUILD/completions/fish/nopriors-export.fish

# The options' names as the table has them, one a line.
options() {
    grep -oE '^NPI_OPTION\([A-Z_]+, "[a-z-]+"' \
        "$NP_ROOT/src/profile/options.def" | sed 's/.*"\(.*\)"/\1/'
}

# Likewise the settings' keys, "section.name".
settings() {
    tr '\n' ' ' <"$NP_ROOT/src/profile/settings.def" |
        grep -oE 'NPI_SETTING\([A-Z_]+, *"[a-z]+", *"[a-z-]+"' |
        sed 's/.*"\(.*\)", *"\(.*\)"/\1.\2/'
}

# bash_complete LINE: what bash offers for the last word of the line.
bash_complete() {
    env PATH="$NP_BUILD:$PATH" bash --norc -c '
        . "$1"
        read -ra COMP_WORDS <<<"${2//=/ = }"
        [[ $2 == *" " || $2 == *= ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _nopriors_export
        printf "%s\n" "${COMPREPLY[@]}"' - "$BASH_FILE" "$1"
}

fish_complete() {
    env PATH="$NP_BUILD:$PATH" fish --no-config -c \
        "source '$FISH_FILE'; complete -C '$1'" | cut -f 1
}

zsh_complete() {
    "$NP_ROOT/tests/tools/zsh-complete" "$ZSH_FOLDER" "$NP_BUILD" "$1"
}

expect_line() {
    grep -qxF -e "$2" <<<"$1" || {
        printf 'want the line: %s\nin: %s\n' "$2" "$1" >&2
        return 1
    }
}

# bats test_tags=text
@test "the man page has no fault that mandoc finds" {
    run mandoc -Tlint -Wstyle "$MAN"
    # What it says of the machine's own index of pages is not about ours.
    expect "$(grep -v 'outdated mandoc.db' <<<"$output")" ""
}

# bats test_tags=text
@test "help, man page and each completion name every option" {
    page=$(mandoc -Tutf8 "$MAN" | col -bx)
    help=$(npe --help)
    [ "$(options | wc -l)" -gt 20 ]
    for name in $(options); do
        expect_has "$help" "--$name"
        expect_has "$page" "--$name"
        expect_has "$(cat "$BASH_FILE")" "--$name"
        expect_has "$(cat "$ZSH_FOLDER/_nopriors-export")" "--$name"
        expect_has "$(cat "$FISH_FILE")" "-l $name "
    done
}

# bats test_tags=text
@test "the man page names every setting, format and exit code" {
    page=$(mandoc -Tutf8 "$MAN" | col -bx)
    [ "$(settings | wc -l)" -gt 10 ]
    for key in $(settings); do
        expect_has "$page" "$key"
    done
    for format in vtt srt json chapters-vtt ffmetadata youtube; do
        expect_has "$page" "$format"
    done
    for code in 0 1 2 3 4 130; do
        grep -qE "^ +$code  +[A-Z]" <<<"$page"
    done
}

# bats test_tags=text
@test "every text format of the registry has an option of its name" {
    for name in $(npe --list-formats | awk '$1 ~ /^--/ { print substr($1, 3) }'); do
        grep -qxF "$name" <(options)
    done
}

# bats test_tags=text
@test "the scripts are sound in their shells" {
    bash -n "$BASH_FILE"
    zsh -n "$ZSH_FOLDER/_nopriors-export"
    fish --no-config -n "$FISH_FILE"
    shellcheck -s bash "$BASH_FILE"
}

# bats test_tags=text
@test "bash completes options, values, profiles" {
    expect_line "$(bash_complete 'nopriors-export --list-p')" --list-profiles
    expect_line "$(bash_complete 'nopriors-export --prof')" --profile=
    expect_line "$(bash_complete 'nopriors-export --profile net')" netflix-zh
    expect_line "$(bash_complete 'nopriors-export --profile=net')" netflix-en
    expect_line "$(bash_complete 'nopriors-export --tags=')" replace
    expect_line "$(bash_complete 'nopriors-export --tags f')" fill
    expect_line "$(bash_complete 'nopriors-export --only=subs,ch')" subs,chapters
    expect_line "$(bash_complete 'nopriors-export --set subtitles.lin')" \
        subtitles.lines=
    expect_line "$(bash_complete 'nopriors-export --format ffm')" ffmetadata
    cd "$NP_ROOT"
    expect_line "$(bash_complete 'nopriors-export -o Make')" Makefile
    expect_line "$(bash_complete 'nopriors-export -d sampl')" samples
    expect_line "$(bash_complete 'nopriors-export --vtt Make')" Makefile
    expect_line "$(bash_complete 'nopriors-export -- Make')" Makefile
}

# bats test_tags=text
@test "a profile's name is never run as a command" {
    mkdir -p "$XDG_CONFIG_HOME/nopriors-export/profiles"
    # shellcheck disable=SC2016 # it must stay as it is
    touch "$XDG_CONFIG_HOME/nopriors-export/profiles/"'x$(touch hurt).ini'
    cd "$BATS_TEST_TMPDIR"
    bash_complete 'nopriors-export --profile x'
    fish_complete 'nopriors-export --profile x'
    [ ! -e hurt ]
}

# bats test_tags=text
@test "fish completes options, values, profiles" {
    expect_line "$(fish_complete 'nopriors-export --list-p')" --list-profiles
    expect_line "$(fish_complete 'nopriors-export --profile net')" netflix-zh
    expect_line "$(fish_complete 'nopriors-export --profile=net')" \
        --profile=netflix-en
    expect_line "$(fish_complete 'nopriors-export --tags=')" --tags=replace
    expect_line "$(fish_complete 'nopriors-export --check=')" --check=style
}

# bats test_tags=text
@test "zsh completes options, values, profiles" {
    expect_has "$(zsh_complete 'nopriors-export --list-p')" --list-profiles
    expect_has "$(zsh_complete 'nopriors-export --profile net')" netflix-zh
    expect_has "$(zsh_complete 'nopriors-export --tags=re')" --tags=replace
    expect_has "$(zsh_complete 'nopriors-export --check=')" --check=style
    expect_has "$(zsh_complete 'nopriors-export --set side')" sidecar.tag=
}
