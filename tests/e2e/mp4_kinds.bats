# MP4 files of the kinds that people have (tools/make-mp4-kinds, made here by
# the real tools): edited in place and undone to the byte, removed, copied, or
# refused with the way that works; and a part of `make matrix`.

load helper

KINDS=$NP_ROOT/tests/tools/make-mp4-kinds
JUDGE=$NP_ROOT/tests/tools/media-judge
NOTES=$CASES/media/lighthouse.zh.md
PLAIN=(--audio off --captions none)
K=${BATS_FILE_TMPDIR:-}/kinds

setup_file() {
    "$KINDS" "$K"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# each WHAT...: the kinds of which one of these becomes.
each() {
    local name what
    "$KINDS" --list | while read -r name what; do
        [[ " $* " == *" $what "* ]] && echo "$name"
    done
}

# take NAME: a copy of the file as ep.EXT, in $ep.
take() {
    echo "$1" >&2
    ep=ep.${1##*.}
    rm -f ep.* out.*
    cp --sparse=always "$K/$1" "$ep"
}

# same_av NAME FILE: sound and pictures are those of the kind, at their times.
same_av() {
    expect "$("$JUDGE" same "$K/$1" "$2")" 0
}

@test "in place: sound and pictures stay, a second run does nothing, undo gives the bytes back" {
    for name in $(each yes front edit); do
        take "$name"
        expect_status 0 npe "${PLAIN[@]}" --in-place "$NOTES" "$ep"
        expect_has "$output" 'in place'
        same_av "$name" "$ep"
        npe "${PLAIN[@]}" --ffmetadata "$NOTES" "$K/$name" >want.meta
        expect "$("$JUDGE" chapters "$ep" want.meta 0)" 4
        npe "${PLAIN[@]}" --json "$NOTES" "$K/$name" >want.json
        expect "$("$JUDGE" cues "$ep" want.json 0)" "$(jq '.cues | length' want.json)"
        [ "$name" = huge.mp4 ] || cp "$ep" once
        expect_status 0 npe "${PLAIN[@]}" --in-place "$NOTES" "$ep"
        expect_has "$output" 'up to date'
        [ "$name" = huge.mp4 ] || cmp "$ep" once
        expect_status 0 npe --undo "$ep"
        [ "$name" = huge.mp4 ] || cmp "$ep" "$K/$name"
    done
}

@test "in place, 5 GB: what is written is small, undo gives the bytes back" {
    take huge.mp4
    used() { du -k "$ep" | cut -f1; }
    before=$(used)
    npe -q "${PLAIN[@]}" --in-place "$NOTES" "$ep"
    [ $(($(used) - before)) -lt 200 ]
    npe -q --undo "$ep"
    # The holes are where they were, so that only their ends are compared.
    expect "$(stat -c %s "$ep")" "$(stat -c %s "$K/huge.mp4")"
    cmp -n 2000000 "$ep" "$K/huge.mp4"
    cmp -i 5368709000 "$ep" "$K/huge.mp4"
}

@test "a copy, 5 GB: holes stay holes, and need no room on the disk" {
    take huge.mp4
    npe -q "${PLAIN[@]}" --replace "$NOTES" "$ep"
    [ "$(du -k "$ep" | cut -f1)" -lt 2000 ]
    [ "$(stat -c %s "$ep")" -gt 5368709120 ]
    same_av huge.mp4 "$ep"
    on_full_disk 16M "cp --sparse=always $K/huge.mp4 full/ep.mp4 &&
        $NP_PROGRAM -q ${PLAIN[*]} --replace $NOTES full/ep.mp4 &&
        [ \$(stat -c %s full/ep.mp4) -gt 5368709120 ]"
}

@test "room behind an index in front is used, and the index stays in front" {
    for name in $(each front); do
        take "$name"
        npe -q "${PLAIN[@]}" --in-place "$NOTES" "$ep"
        expect "$(stat -c %s "$ep")" "$(stat -c %s "$K/$name")"
    done
}

@test "what others put in stays: tags, tracks, languages" {
    take itunes.m4a
    npe -q "${PLAIN[@]}" --in-place "$NOTES" "$ep"
    AtomicParsley "$K/itunes.m4a" -t | grep -a Atom >before
    AtomicParsley "$ep" -t >after
    while read -r line; do
        grep -qaF "$line" after || { echo "lost: $line" >&2 && return 1; }
    done <before
    take languages.mp4
    npe -q "${PLAIN[@]}" --in-place "$NOTES" "$ep"
    same_av languages.mp4 "$ep"
    take subtitled.mp4
    npe -q "${PLAIN[@]}" --in-place "$NOTES" "$ep"
    ffmpeg -nostdin -v error -i "$ep" -map 0:s:0 first.srt
    expect_has "$(cat first.srt)" 'Words of others'
    expect "$(ffprobe -v error -select_streams s -show_entries stream=index -of csv=p=0 "$ep" | wc -l)" 2
}

@test "a copy in every case that a copy is made of, and sound and pictures stay" {
    for name in $(each yes front edit copy libav); do
        [ "$name" = huge.mp4 ] && continue
        take "$name"
        expect_status 0 npe "${PLAIN[@]}" -o "out.${name##*.}" "$NOTES" "$ep"
        same_av "$name" "out.${name##*.}"
        cmp "$ep" "$K/$name"
    done
}

@test "a description at the top of the file stays; what it names by its place is not moved" {
    take meta.mp4
    npe -q "${PLAIN[@]}" -o out.mp4 "$NOTES" "$ep"
    expect "$(grep -ac ID32 out.mp4)" 1
    take items.mp4
    expect_status 0 npe "${PLAIN[@]}" -o out.mp4 --force "$NOTES" "$ep"
    expect_has "$(tr -s ' \n' ' ' <<<"$output")" \
        "through FFmpeg's libraries: it holds offsets that cannot be moved"
}

@test "refused in place: with a reason and the way that works, and untouched" {
    for name in $(each copy libav); do
        take "$name"
        expect_status 4 npe "${PLAIN[@]}" --in-place "$NOTES" "$ep"
        expect_has "$stderr" 'is not edited in place'
        expect_has "$stderr" '--replace'
        cmp "$ep" "$K/$name"
        expect_status 0 npe "${PLAIN[@]}" --replace "$NOTES" "$ep"
        same_av "$name" "$ep"
    done
    for name in $(each no); do
        take "$name"
        for way in --in-place --replace; do
            expect_status 4 npe "${PLAIN[@]}" $way "$NOTES" "$ep"
            cmp "$ep" "$K/$name"
        done
    done
}

@test "--remove: sound and pictures stay, ours is gone, what it replaced is back" {
    for name in $(each yes front); do
        [ "$name" = huge.mp4 ] && continue
        take "$name"
        npe -q "${PLAIN[@]}" -o "out.${name##*.}" "$NOTES" "$ep"
        expect_status 0 npe --remove "out.${name##*.}"
        same_av "$name" "out.${name##*.}"
        for what in chapter_tags=title format_tags stream=codec_name:stream_tags=language; do
            expect "$(ffprobe -v error -show_entries "$what" -of compact "out.${name##*.}")" \
                "$(ffprobe -v error -show_entries "$what" -of compact "$K/$name")"
        done
    done
}

@test "other programs' readers: a part of the matrix" {
    "$NP_ROOT/tests/judges/matrix" "$NP_PROGRAM" --case downloaded.mp4 --case itunes.m4a \
        --way in-place --way copy --judge ffprobe --judge mpv --judge mediainfo \
        --judge mp4box --judge AtomicParsley --judge VLC >&2
}
