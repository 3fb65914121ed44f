# Protects the look at what was made: packets hash the same before and after on
# every way, another byte makes another hash, and cues are found by a jump.

load helper
load media

LOOK=$NP_BUILD/support/media_look

setup_file() {
    make_raw
    ff -i "$M/raw.mp4" -i "$M/old.srt" -i "$M/cover.jpg" -map 0:v -map 0:a:0 \
        -map 1 -map 2 -c copy -c:s mov_text -disposition:v:1 attached_pic \
        -movflags faststart "$M/rich.mp4"
    ff -i "$M/raw.mkv" -i "$M/old.srt" -map 0 -map 1 -c copy \
        -attach "$M/cover.png" -metadata:s:t mimetype=image/png "$M/rich.mkv"
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/raw.ts"
    ff -f lavfi -i sine=f=300:d=10 -c:a libopus "$M/raw.opus"
    ff -f lavfi -i sine=f=300:d=10 -c:a libmp3lame "$M/raw.mp3"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# hashes FILE [AT BYTE]: of sound, pictures and covers.
hashes() {
    "$LOOK" "$@" | grep -E '^(h264|aac|mjpeg|png|opus|mp3) '
}

@test "--verify full: every way and container passes it" {
    local in out
    for in in rich.mp4 rich.mkv raw.ts; do
        for out in mp4 mov mkv; do
            npe -q --verify full --drop-unsupported --force -o out.$out \
                "$NOTES" "$M/$in"
            npe -q --verify full --drop-unsupported --force --via libav \
                -o out.$out "$NOTES" "$M/$in"
        done
    done
    for in in raw.opus raw.mp3; do
        npe -q --verify full -o "out.${in#*.}" "$NOTES" "$M/$in"
        npe -q --verify full --force -o out.mka "$NOTES" "$M/$in"
    done
    cp "$M/rich.mp4" in.mp4
    npe -q --verify full --in-place "$NOTES" in.mp4
    expect "$(hashes in.mp4)" "$(hashes "$M/rich.mp4")"
}

@test "packets hash the same in other containers, times too where ticks are the same" {
    npe -q --verify none -o out.mp4 --via libav "$NOTES" "$M/rich.mp4"
    expect "$(hashes out.mp4 | sort)" "$(hashes "$M/rich.mp4" | sort)"
    npe -q --verify none -o out.mkv "$NOTES" "$M/rich.mp4"
    expect "$(hashes out.mkv | cut -d' ' -f1-3 | sort)" \
        "$(hashes "$M/rich.mp4" | cut -d' ' -f1-3 | sort)"
}

@test "one other byte of the sound makes another hash, of one stream alone" {
    local at was is
    at=$(ffprobe -v error -select_streams a:0 -show_entries packet=pos \
        -of csv=p=0 "$M/rich.mp4" | sed -n 100p | tr -d ,)
    was=$(od -An -tu1 -j $((at + 9)) -N 1 "$M/rich.mp4" | tr -d ' ')
    expect "$(hashes "$M/rich.mp4" $((at + 9)) "$was")" "$(hashes "$M/rich.mp4")"
    is=$(hashes "$M/rich.mp4" $((at + 9)) $((was ^ 1)))
    expect "$(diff <(hashes "$M/rich.mp4") <(echo "$is") | grep -c '^>')" 1
    expect "$(diff <(hashes "$M/rich.mp4") <(echo "$is") | grep -c '^> aac')" 1
}

@test "cues are found by a jump, in any order, and none behind the last one" {
    local out
    for out in mp4 mkv; do
        npe -q --verify none -o out.$out "$NOTES" "$M/raw.mp4"
        ffprobe -v error -select_streams s:0 -show_entries \
            packet=pts_time,size -of csv=p=0 out.$out |
            awk -F, '$2 > 2 {printf "%d %d\n", $1 * 1000 + 0.5, $2}' >want
        [ "$(wc -l <want)" -gt 3 ]
        stream=$(ffprobe -v error -select_streams s:0 -show_entries \
            stream=index -of csv=p=0 out.$out)
        tac want >back
        # shellcheck disable=SC2046
        expect "$("$LOOK" out.$out "$stream" $(cut -d' ' -f1 back))" \
            "$(cat back)"
        expect "$("$LOOK" out.$out "$stream" 0 99000)" \
            "$(head -n 1 want)"$'\nnone'
    done
}

@test "--verify full says what could only be counted" {
    expect_status 0 npe -v --verify full -o out.mp4 "$NOTES" "$M/raw.ts"
    expect "$(grep -c '\[verify-form\]' <<<"$stderr")" 2
    expect_status 2 npe --verify all -o x.mp4 "$NOTES" "$M/raw.mp4"
}
