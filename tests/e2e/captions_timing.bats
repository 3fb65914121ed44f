# Protects what captions do to a run's times: sentences start where the captions
# say them, whatever the two languages; captions of another episode are noticed
# and left out unless they were asked for. The notes and captions are those of
# tests/cases/matching, whose .truth files say where sentences start.

# bats file_tags=text
load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# pair NAME [CAPTIONS]: ep.md beside ep.vtt.
pair() {
    cp "$CASES/matching/$1.md" ep.md
    cp "$CASES/matching/${2:-$1}.vtt" ep.vtt
}

outline() {
    printf '\n## Outline\n\n- [0:00] Welcome\n- [0:50] What breaks first\n' >>ep.md
}

# starts JSON TRUTH: how many sentences rest on captions and start within a
# second of the truth.
starts() {
    jq -r '[.turns[].sentences[]] | to_entries[] |
        select(.value.evidence | index("captions")) |
        [.key, .value.start] | @tsv' "$1" |
        awk -F '\t' 'NR == FNR { if ($1 ~ /^[0-9]+$/) truth[$1] = $2; next }
            $1 in truth && $2 - truth[$1] <= 1 && truth[$1] - $2 <= 1 { n++ }
            END { print n + 0 }' "$2" -
}

# expect_starts NAME: as many as the case wants.
expect_starts() {
    local have want
    have=$(starts ep.json "$CASES/matching/$1.truth")
    want=$(awk '$1 == "least" { print $2 }' "$CASES/matching/$1.truth")
    [ -n "$want" ] && [ "$have" -ge "$want" ] || {
        printf '%s: %s sentences are right, want %s\n' "$1" "$have" "$want" >&2
        return 1
    }
}

@test "captions beside notes that nobody timed: every sentence where it is said" {
    for name in advertisement notes-lack; do
        pair "$name"
        expect_status 0 npe --json --dictionary none ep.md
        printf '%s\n' "$output" >ep.json
        expect "$stderr" ''
        expect_starts "$name"
        expect "$(jq -r .captions.name ep.json)" ep.vtt
    done
}

@test "the same words as the notes': taken when they are given" {
    for name in same laughter rolling; do
        pair "$name"
        expect_status 0 npe --json --captions ep.vtt ep.md
        printf '%s\n' "$output" >ep.json
        expect_starts "$name"
    done
}

@test "captions in another language, with a list of words and with nothing" {
    for name in chinese-captions words; do
        pair "$name"
        expect_status 0 npe --json --dictionary "$CASES/matching/$name.words" ep.md
        printf '%s\n' "$output" >ep.json
        expect_starts "$name"
    done
    expect_status 0 npe --json --dictionary none ep.md
    printf '%s\n' "$output" >ep.json
    # numbers, names and lengths alone: most of them all the same
    [ "$(starts ep.json "$CASES/matching/words.truth")" -ge 20 ]
}

@test "what the captions lack does not rest on them" {
    pair captions-lack
    npe --json ep.md >ep.json
    jq -e '[.turns[].sentences[].evidence | index("captions") != null] |
        (.[0:9] | all) and (.[9:17] | any | not) and (.[18:] | all)' ep.json
    jq -e '[.turns[].sentences[] | .start] | . == sort' ep.json
}

@test "an outline and captions: chapters keep their stamps" {
    pair advertisement
    outline
    npe --json ep.md >ep.json
    expect "$(jq -c '[.chapters[].start]' ep.json)" '[0,50]'
    expect_starts advertisement
}

@test "captions of another episode are noticed and left out" {
    pair same other-episode
    outline
    npe --json --captions none ep.md >none.json
    expect_status 0 npe --json ep.md
    printf '%s\n' "$output" >ep.json
    expect_has "$stderr" 'warning: ep.vtt: its words hardly match the notes; it is left out [captions-foreign]'
    expect_has "$stderr" '--captions ep.vtt'
    expect "$(jq -c '[.turns, .chapters]' ep.json)" \
        "$(jq -c '[.turns, .chapters]' none.json)"
    expect_status 0 npe --srt ep.md
    expect "$output" "$(npe --srt --captions none ep.md)"
}

@test "captions on another clock than the outline are left out, and their clock with them" {
    pair captions-lack
    outline
    printf -- '- [1:10] What follows\n- [1:30] The end\n' >>ep.md
    npe --json --captions none ep.md >none.json
    sed -E 's/^00:/01:/; s/--> 00:/--> 01:/' ep.vtt >later.vtt
    grep -q -- '^01:.* --> 01:' later.vtt
    mv later.vtt ep.vtt
    expect_status 0 npe --json ep.md
    printf '%s\n' "$output" >ep.json
    expect_has "$stderr" '[captions-clock]'
    expect "$(jq -c '[.turns, .chapters, .clock]' ep.json)" \
        "$(jq -c '[.turns, .chapters, .clock]' none.json)"
}

@test "… and the next ones that pair are tried" {
    pair captions-lack other-episode
    outline
    mv ep.vtt ep.en-GB.vtt
    cp "$CASES/matching/captions-lack.vtt" ep.en-US.vtt
    expect_status 0 npe --json ep.md
    printf '%s\n' "$output" >ep.json
    expect "$(jq -r .captions.name ep.json)" ep.en-US.vtt
    expect_has "$stderr" 'ep.en-GB.vtt: its words hardly match the notes'
}

@test "… but are taken when they are given, with a doubt" {
    pair same other-episode
    outline
    expect_status 0 npe --json --captions ep.vtt ep.md
    expect_has "$stderr" 'is it of this episode? [captions-doubtful]'
    [[ $stderr != *'[captions-foreign]'* ]]
    jq -e '[.turns[].sentences[].evidence | index("captions") != null] | any' \
        <<<"$output"
}

@test "of another episode, and no outline: there are no times, which is said" {
    pair same other-episode
    expect_status 1 npe --srt ep.md
    expect "$output" ''
    expect_has "$stderr" '[captions-foreign]'
    expect_has "$stderr" '[no-times]'
}

@test "run twice: the same bytes" {
    local all=(--vtt --srt --json --chapters-vtt)
    pair words
    outline
    npe "${all[@]}" -d one ep.md
    npe "${all[@]}" -d two ep.md
    diff -r one two
    # … and what was written beside the captions does not come back
    npe "${all[@]}" -d . ep.md
    npe "${all[@]}" -d three ep.md
    diff -r one three
}
