# All hostile MP4 files, on each way, under the sanitizers.

load ../e2e/helper

@test "hostile MP4 files: in place and undone, copied by both ways, replaced" {
    make -C "$NP_ROOT" --no-print-directory SAN=1 B="$NP_BUILD/san" all \
        "$NP_BUILD/san/support/edit_files" >&2
    "$NP_ROOT/tests/torture/hostile" "$NP_BUILD/san/support/edit_files" 1 \
        in-place copy replace libav >"$NP_BUILD/torture/hostile.txt"
    cat "$NP_BUILD/torture/hostile.txt" >&2
    [ "$(head -n 1 "$NP_BUILD/torture/hostile.txt" | cut -d' ' -f1)" -gt 5000 ]
}
