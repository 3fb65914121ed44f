# What every bats file loads: `load helper` in it gives these.
#
# Tests run the built program, in a folder of their own (cd "$BATS_TEST_TMPDIR"
# if a test writes files); NP_PROGRAM, NP_BUILD and NP_ROOT are absolute.

: "${NP_ROOT:=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}"
: "${NP_BUILD:=$NP_ROOT/build}"
: "${NP_PROGRAM:=$NP_BUILD/nopriors-export}"
SAMPLES=$NP_ROOT/samples
CASES=$NP_ROOT/tests/cases

# A plain environment: no user's profiles, no colours, English messages.
export LC_ALL=C.UTF-8 LANGUAGE= XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config
export HOME=$BATS_TEST_TMPDIR XDG_DATA_HOME=$BATS_TEST_TMPDIR/data
export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
unset NO_COLOR COLUMNS

npe() {
    "$NP_PROGRAM" "$@"
}

# Fails and says what there is and what there should be.
expect() {
    if [ "$1" != "$2" ]; then
        printf 'want: %s\nhave: %s\n' "$2" "$1" >&2
        return 1
    fi
}

# The text holds a piece.
expect_has() {
    if [[ $1 != *"$2"* ]]; then
        printf 'want this piece: %s\nin: %s\n' "$2" "$1" >&2
        return 1
    fi
}

# expect_status N COMMAND...: the command ends with N; its output is in $output,
# what it says on standard error in $stderr.
expect_status() {
    local want=$1 have=0
    shift
    "$@" >"$BATS_TEST_TMPDIR/.out" 2>"$BATS_TEST_TMPDIR/.err" || have=$?
    output=$(tr -d '\0' <"$BATS_TEST_TMPDIR/.out")
    stderr=$(tr -d '\0' <"$BATS_TEST_TMPDIR/.err")
    if [ "$have" -ne "$want" ]; then
        printf 'want exit code %s, have %s: %s\n%s\n%s\n' "$want" "$have" \
            "$*" "$output" "$stderr" >&2
        return 1
    fi
}

# golden FILE < OUTPUT: the same bytes as the file; `make goldens` rewrites it.
golden() {
    if [ "${NP_GOLDENS:-}" = write ]; then
        cat >"$1"
    else
        diff -u "$1" - >&2
    fi
}

# on_full_disk SIZE COMMAND...: runs a shell command in a folder that holds a
# file system of that size at ./full, in a mount namespace of its own.
on_full_disk() {
    local size=$1 flags=-m
    shift
    [ "$(id -u)" -eq 0 ] || flags=-rm
    mkdir -p full
    unshare $flags bash -c "mount -t tmpfs -o size=$size tmpfs full && $*"
}
