# bats file_tags=text
# Protects against inputs made to break parsers (tests/tools/hostile writes
# them): each ends with what DESIGN calls done or a fault of the notes, within
# its time, never by a signal.

load helper

setup_file() {
    "$BATS_TEST_DIRNAME/../tools/hostile" "$BATS_FILE_TMPDIR/inputs"
}

@test "hostile: every input ends well, as JSON and as subtitles" {
    cd "$BATS_TEST_TMPDIR"
    for input in "$BATS_FILE_TMPDIR"/inputs/*; do
        for format in json srt; do
            status=0
            (ulimit -t 60 && npe -q --format $format "$input" >out 2>err) ||
                status=$?
            case $status in
            0) [ -s out ] ;;
            1) [ -s err ] && [ ! -s out ] ;;
            *) false ;;
            esac || {
                echo "${input##*/} as $format: exit code $status" >&2
                head -c 2000 err >&2
                return 1
            }
        done
    done
}
