# Hostile MP4 files, a part of what `make torture` tries: every way into a file
# refuses them or is done, does not crash, and leaves them as they were.
# bats file_tags=text

load helper

@test "hostile MP4 files: in place and undone, copied, replaced" {
    output=$("$NP_ROOT/tests/torture/hostile" "$NP_BUILD/support/edit_files" 40 \
        in-place copy replace)
    echo "$output" >&2
    # What is refused at once proves nothing.
    awk '/ done$/ && $1 < 100 { bad = 1 } END { exit bad }' <<<"$output"
}
