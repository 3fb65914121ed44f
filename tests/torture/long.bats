# What takes minutes: valgrind over whole runs (uninitialised memory, which the
# sanitizers do not see), and notes at the limit of size.

load ../e2e/helper

grind() {
    valgrind --quiet --error-exitcode=99 --leak-check=full \
        --errors-for-leak-kinds=definite "$NP_PROGRAM" "$@"
}

episode() { # a few seconds of picture and sound: episode OUT
    ffmpeg -nostdin -y -v error -f lavfi -i testsrc2=size=320x180:rate=10 \
        -f lavfi -i sine -t 340 -c:v libx264 -preset ultrafast -c:a aac "$1"
}

@test "valgrind: every text format of every sample" {
    cd "$BATS_TEST_TMPDIR"
    for notes in "$SAMPLES"/*.md; do
        [[ $notes == */README.md ]] && continue
        for format in $(npe -q --list-formats); do
            grind --format "$format" "$notes" >out
            [ -s out ]
        done
    done
}

@test "valgrind: chapters and subtitles into MP4 and Matroska" {
    cd "$BATS_TEST_TMPDIR"
    for ext in mp4 mkv; do
        episode "ep.$ext"
        grind -q -o "out.$ext" "$SAMPLES/tea-and-telescopes.zh.md" "ep.$ext"
        [ "$(ffprobe -v error -show_chapters -of compact "out.$ext" | wc -l)" -gt 5 ]
    done
}

@test "size: notes of 60 MB are read, laid out and written in linear time" {
    cd "$BATS_TEST_TMPDIR"
    one=$(wc -c <"$SAMPLES/tea-and-telescopes.zh.md")
    "$NP_ROOT/tests/bench/repeat-notes" $((60000000 / one)) \
        "$SAMPLES/tea-and-telescopes.zh.md" >big.md
    (ulimit -t 120 && npe -q --srt big.md >big.srt)
    [ "$(wc -c <big.srt)" -gt 20000000 ]
}
