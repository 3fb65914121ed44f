# Runs tests/cases/cli/*.case; see cli_cases.bats.

# A folder of its own with the fixtures, and a PATH that finds the program
# under the name people type.
case_folder() {
    rm -rf "${BATS_TEST_TMPDIR:?}"/{work,bin}
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    ln -s "$NP_PROGRAM" "$BATS_TEST_TMPDIR/bin/nopriors-export"
    cp -r "$CASES/cli/files" "$BATS_TEST_TMPDIR/work"
    cd "$BATS_TEST_TMPDIR/work" || return
    if [ -n "${CASE_MEDIA:-}" ]; then
        cp "$CASE_MEDIA"/ep.* .
    fi
}

# What changes with the machine, and figures that other stages' tests watch and
# that move whenever timing or cues get better, are masked.
section() {
    if [ -s "$2" ]; then
        printf -- '---- %s\n' "$1"
        sed -E "s|$NP_BUILD|BUILD|g; s|$BATS_TEST_TMPDIR|TMP|g
            s/[0-9]+ %/N %/g; s/[0-9.]+ kB/N kB/g; s/[0-9]+ (cues|条字幕)/N \1/g" "$2"
    fi
}

# The script of a case, run; prints the whole case anew.
transcript() {
    local out=$BATS_TEST_TMPDIR/out err=$BATS_TEST_TMPDIR/err status=0
    sed '/^---- /,$d' "$1" | tee "$BATS_TEST_TMPDIR/script"
    case_folder
    find . | sort >"$BATS_TEST_TMPDIR/before"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH bash "$BATS_TEST_TMPDIR/script" \
        >"$out" 2>"$err" </dev/null || status=$?
    find . | sort | comm -13 "$BATS_TEST_TMPDIR/before" - \
        >"$BATS_TEST_TMPDIR/made"
    printf -- '---- exit %s\n' "$status"
    section 'standard output' "$out"
    section 'standard error' "$err"
    section 'files' "$BATS_TEST_TMPDIR/made"
}

# run_cases PREFIX...: all cases whose names begin so.
run_cases() {
    local prefix file failed=0 n=0
    for prefix in "$@"; do
        for file in "$CASES/cli/$prefix"*.case; do
            n=$((n + 1))
            transcript "$file" >"$BATS_TEST_TMPDIR/transcript"
            golden "$file" <"$BATS_TEST_TMPDIR/transcript" || failed=1
        done
    done
    [ "$n" -gt 0 ] && [ "$failed" -eq 0 ]
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
