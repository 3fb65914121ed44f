# Protects our own readers of text tracks inside MEDIA: what they list and read
# is what FFmpeg and mkvmerge put there, in every way that those store it.
# Judge: what ffmpeg extracts.

load helper
load media

setup_file() {
    make_raw
    cat >"$M/zh.srt" <<'END'
1
00:00:01,000 --> 00:00:02,500
灯塔在海底

2
00:00:02,500 --> 00:00:03,040
two
lines

3
00:00:05,120 --> 00:00:09,000
the end
END
    sed 's/the end/Ende/' "$M/zh.srt" >"$M/de.srt"
    printf 'WEBVTT\n\nid1\n00:01.000 --> 00:02.500 align:start\n灯塔在海底\n\n00:02.500 --> 00:03.040\ntwo\nlines\n\n00:05.120 --> 00:09.000\nthe end\n' \
        >"$M/zh.vtt"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

tracks() {
    "$NP_BUILD/support/text_tracks" "$@"
}

# as_ffmpeg FILE INDEX NUMBER: the events of the track with this index are what
# ffmpeg extracts of its n-th subtitle stream (times as they stand in the file).
as_ffmpeg() {
    ff -copyts -i "$1" -map "0:s:$3" -f srt - |
        sed 's/\r$//; s/<[/]*font[^>]*>//g' >want.srt
    tracks "$1" "$2" 2>said | sed 's/\r$//' >have.srt
    diff -u want.srt have.srt >&2
    expect "$(cat said)" ''
    expect "$(grep -c '^[0-9:,]* -->' have.srt)" "${4:-3}"
}

make_mp4() {
    ff -i "$M/raw.mp4" -i "$M/zh.srt" -i "$M/de.srt" -map 0:v -map 0:a:0 \
        -map 1 -map 2 -c copy -c:s mov_text -metadata:s:s:0 language=chi \
        -metadata:s:s:1 language=deu -metadata:s:s:1 handler_name=Deutsch \
        "$@"
}

@test "MP4: several tracks, the index in front or at the end" {
    make_mp4 end.mp4
    make_mp4 -movflags faststart front.mp4
    for file in end.mp4 front.mp4; do
        expect "$(tracks $file)" "2 tx3g zh default SubtitleHandler
3 tx3g de Deutsch"
        as_ffmpeg $file 2 0
        as_ffmpeg $file 3 1
    done
}

@test "MP4: MOV and M4A" {
    make_mp4 out.mov
    expect "$(tracks out.mov | cut -d ' ' -f 1-3)" "2 text zh
3 text und"
    as_ffmpeg out.mov 2 0
    ff -i "$M/raw.mp4" -i "$M/zh.srt" -map 0:a:0 -map 1 -c copy -c:s mov_text \
        -f ipod out.m4a
    as_ffmpeg out.m4a 1 0
}

@test "MP4: edit lists: a late start, a part that was cut out of the middle" {
    ff -i "$M/raw.mp4" -itsoffset 2.34 -i "$M/zh.srt" -map 0:v -map 1 -c copy \
        -c:s mov_text late.mp4
    as_ffmpeg late.mp4 1 0
    expect_has "$(cat have.srt)" '00:00:03,340 --> 00:00:04,840'
    make_mp4 whole.mp4
    ff -ss 2 -i whole.mp4 -t 5 -map 0 -c copy part.mp4
    # FFmpeg writes that edit list, and is wrong itself when it reads it.
    expect "$(tracks part.mp4 2 | grep -e '-->')" \
        "00:00:00,000 --> 00:00:00,500
00:00:00,500 --> 00:00:01,040
00:00:03,120 --> 00:00:08,000"
}

@test "MP4: over 4 GB, with 64-bit offsets" {
    make_mp4 small.mp4
    "$NP_ROOT/tests/tools/make-huge-mp4" small.mp4 huge.mp4
    expect "$(tracks huge.mp4 | wc -l)" 2
    as_ffmpeg huge.mp4 2 0
    as_ffmpeg huge.mp4 3 1
    expect_status 0 command time -f '%M' "$NP_BUILD/support/text_tracks" \
        huge.mp4 2
    [ "${stderr##*$'\n'}" -lt 20000 ]
}

# starts FILE INDEX NUMBER: as as_ffmpeg, without the ends: FFmpeg leaves the
# gaps out when it writes fragments, and the durations when it reads them.
starts() {
    expect "$(tracks "$1" "$2" | sed 's/ --> .*//; s/\r$//')" \
        "$(ff -copyts -i "$1" -map "0:s:$3" -f srt - |
            sed 's/ --> .*//; s/\r$//')"
    expect "$(tracks "$1" "$2" 2>&1 | grep -c '^[0-9:,]* -->')" 3
}

@test "MP4: fragments" {
    make_mp4 -movflags frag_keyframe+empty_moov pieces.mp4
    expect "$(tracks pieces.mp4 | cut -d ' ' -f 1-3)" "2 tx3g zh
3 tx3g de"
    starts pieces.mp4 2 0
    starts pieces.mp4 3 1
    make_mp4 -movflags frag_keyframe+empty_moov+default_base_moof based.mp4
    starts based.mp4 3 1
    # The first samples by the index, the others in fragments.
    make_mp4 -movflags frag_keyframe both.mp4
    starts both.mp4 2 0
}

@test "MP4: chapters are no subtitles, nor are pictures" {
    ff -i "$M/raw.mp4" -i "$M/old.meta" -map 0:v -map_chapters 1 -c copy ch.mp4
    expect "$(show ch.mp4 stream=codec_tag_string -select_streams d)" \
        codec_tag_string=text
    expect "$(tracks ch.mp4 2>&1)" ''
    expect "$(tracks "$M/raw.mp4" 2>&1)" ''
    expect "$(tracks "$M/cover.jpg" 2>&1)" ''
}

@test "Matroska: SubRip, ASS and WebVTT as FFmpeg stores them" {
    ff -i "$M/raw.mp4" -i "$M/zh.srt" -i "$M/zh.vtt" -map 0:v -map 0:a:0 \
        -map 1 -map 1 -map 2 -c copy -c:s:0 srt -c:s:1 ass -c:s:2 webvtt \
        -metadata:s:s:0 language=chi -metadata:s:s:1 title=Signs \
        -disposition:s:1 forced out.mkv
    expect "$(tracks out.mkv)" "2 S_TEXT/UTF8 zh 
3 S_TEXT/ASS und forced Signs
4 D_WEBVTT/SUBTITLES und "
    as_ffmpeg out.mkv 2 0
    as_ffmpeg out.mkv 4 2
    tracks out.mkv 3 >have.srt
    expect "$(sed 's/^\([^,>]*,\)\{8\}//; s/\\N/\n/' have.srt)" \
        "$(ff -copyts -i out.mkv -map 0:s:0 -f srt - | tr -d '\r')"
}

@test "Matroska: clusters of unknown size, no index" {
    ff -i "$M/raw.mp4" -i "$M/zh.srt" -map 0:v -map 0:a:0 -map 1 -c copy \
        -c:s srt -f matroska - | cat >live.mkv
    as_ffmpeg live.mkv 2 0
}

@test "Matroska: as mkvmerge stores it: compressed or not, with an index or without" {
    for options in "" "--compression 0:zlib" "--cues 0:none" \
        "--cues 0:none --compression 0:zlib" "--cues 0:all --no-date" \
        "--engage no_simpleblocks" "--timestamp-scale 333333"; do
        # shellcheck disable=SC2086 # several words
        mkvmerge -q -o out.mkv "$M/raw.mkv" $options --language 0:zh-Hant \
            --track-name 0:灯塔 "$M/zh.srt"
        expect "$(tracks out.mkv)" "3 S_TEXT/UTF8 zh-Hant default 灯塔"
        as_ffmpeg out.mkv 3 0
    done
    mkvmerge -q -o vtt.mkv "$M/zh.vtt"
    expect "$(tracks vtt.mkv)" "0 S_TEXT/WEBVTT und default "
    tracks vtt.mkv 0 | sed 1d >have.srt
    mkvextract -q vtt.mkv tracks 0:want.vtt
    expect "$(sed 's/,\([0-9]*\)/.\1/g; /^[0-9]$/d' have.srt)" \
        "$(sed '1,2d; /^id1$/d; s/ align:start//' want.vtt)"
}

@test "WebM" {
    ff -f lavfi -i sine=d=10 -i "$M/zh.vtt" -c:a libopus -c:s webvtt \
        -metadata:s:s:0 language=eng out.webm
    expect "$(tracks out.webm)" "1 D_WEBVTT/SUBTITLES en "
    as_ffmpeg out.webm 1 0
}

@test "our own tracks are known again in every container" {
    npe -q --json "$NOTES" "$M/raw.mp4" >want.json
    for name in own.mp4 own.mov own.mkv own.webm; do
        input=$M/raw.mp4
        if [ $name = own.webm ]; then
            ff -f lavfi -i sine=d=10 -c:a libopus sound.webm
            input=sound.webm
        fi
        npe -q -o $name "$NOTES" "$input"
        # libavformat writes only the old code.
        [ $name = own.mp4 ] && tag=zh-Hans || tag=zh
        expect_has "$(tracks $name)" "$tag ours default "
        index=$(tracks $name | cut -d ' ' -f 1)
        # WebVTT has escapes, which FFmpeg resolves.
        tracks $name "$index" | sed 's/&lt;/</; s/&gt;/>/g; s/&amp;/\&/' \
            >have.srt
        ff -copyts -i $name -map 0:s:0 -f srt - |
            sed 's/\r$//; s/<[/]*font[^>]*>//g; s/\\{\\an8}/{\\an8}/' >want.srt
        diff -u want.srt have.srt >&2
        expect "$(grep -c '^[0-9:,]* -->' have.srt)" \
            "$(jq '.cues | length' want.json)"
    done
}

@test "a file cut short gives what is there, and says so" {
    ff -i "$M/raw.mp4" -i "$M/zh.srt" -map 0:v -map 0:a:0 -map 1 -c copy \
        -c:s srt -f matroska - | cat >live.mkv
    head -c "$(($(stat -c %s live.mkv) / 2))" live.mkv >cut.mkv
    expect_status 0 tracks cut.mkv 2
    expect_has "$output" 灯塔在海底
    expect_has "$stderr" 'subtitle track 3 of cut.mkv is damaged at byte'
    make_mp4 whole.mp4
    head -c 60000 whole.mp4 >cut.mp4
    expect_status 0 tracks cut.mp4
    expect "$output" ''
    expect_has "$stderr" 'cannot be understood'
}

@test "what cannot be read is an error" {
    expect_status 3 tracks no-such.mp4
    expect_has "$stderr" 'no such file: no-such.mp4'
    expect_status 3 tracks .
    mkfifo fifo
    expect_status 3 tracks fifo
}
