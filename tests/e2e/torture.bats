# A representative part of `make torture`: each way into an MP4 is killed at
# every call, every call fails, and the power goes; and the torture itself is
# shown what it must see.

load helper

SHIM=$NP_BUILD/torture/shim.so

torture() { # torture PROGRAM OPTION...
    local program=$1
    shift
    "$NP_ROOT/tests/torture/edit" "$program" "$SHIM" --quick "$@"
}

# What the table says of a kind: failures NAME KIND.
failures() {
    awk -v kind="$1" '$(NF-3) == kind { n += $NF } END { print n + 0 }' <<<"$output"
}

@test "killed, failed, without what file systems lack, powerless: in place" {
    torture "$NP_PROGRAM" --way 'in place, index in front' \
        --way 'in place, dead space used again' >&2
}

@test "killed, failed, without what file systems lack, powerless: --undo" {
    torture "$NP_PROGRAM" --way 'undo, index in front' >&2
}

@test "killed, failed, without what file systems lack, powerless: a copy" {
    torture "$NP_PROGRAM" --way copy >&2
}

@test "killed, failed, without what file systems lack, powerless: --replace" {
    torture "$NP_PROGRAM" --way 'replace by a copy' >&2
}

@test "the torture sees an overwritten file, a rename without sync, a short write" {
    export NP_PROGRAM
    naive=$NP_ROOT/tests/torture/naive
    NAIVE=overwrite expect_status 1 torture "$naive" --way replace
    [ "$(failures kill)" -gt 0 ]
    [ "$(failures power)" -gt 0 ]
    NAIVE=rename expect_status 1 torture "$naive" --way replace --kind kill --kind power
    expect "$(failures kill)" 0
    [ "$(failures power)" -gt 0 ]
    NAIVE=short expect_status 1 torture "$naive" --way replace --kind fault
    [ "$(failures fault)" -gt 0 ]
}
