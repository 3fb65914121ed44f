# What people see: mpv's chapter menu and the text at given times, in every
# container, also after a seek backwards; names of languages; no markup out of
# cues.

load helper
load media

setup_file() {
    make_raw
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/ep.mp4"
    ff -i "$M/ep.mp4" -c:v libvpx -deadline realtime -cpu-used 8 \
        -c:a libvorbis "$M/ep.webm"
    ff -i "$M/ep.mp4" -c copy "$M/ep.mkv"
    ff -i "$M/ep.mp4" -c copy "$M/ep.mov"
    ff -i "$M/ep.mp4" -vn -c copy "$M/ep.m4a"
    ff -i "$M/ep.mp4" -vn -c:a libmp3lame "$M/ep.mp3"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

asked() {
    npe -q -o "out.$1" "$NOTES" "$M/ep.$1"
    "$NP_ROOT/tests/tools/mpv-ask" "out.$1" 9.5 0.5 5.5
}

@test "mpv: chapters, the track chosen by itself, the text at its time" {
    for ext in mp4 mkv webm mov m4a; do
        echo "$ext" >&2
        output=$(asked "$ext")
        expect "$(grep -c ^chapter <<<"$output")" 4
        expect_has "$output" '· 灯塔为什么在海底'
        expect_has "$output" '问：{答}=是; 不是'
        expect "$(grep -c '^track sub .* \(zho\|chi\) yes' <<<"$output")" 1
        expect_has "$output" 'text 9.5 谢谢大家收听，我们下期再见'
        expect_has "$output" 'text 0.5 欢迎来到节目'
        # What looks like markup is text. (mpv 0.35's property, not its picture,
        # loses the braces that FFmpeg's WebVTT reader escapes.)
        [ "$ext" = webm ] && continue
        text=$(grep '^text 5.5' <<<"$output" | sed 's/\xe2\x81\xa0//g; s/｛/{/; s/｝/}/')
        expect "$text" 'text 5.5 它还亮着吗？标签 <b>/和 {\an8} 会不会出问题？'
    done
}

@test "mpv: chapters of an MP3" {
    npe -q -o out.mp3 "$NOTES" "$M/ep.mp3"
    output=$("$NP_ROOT/tests/tools/mpv-ask" out.mp3)
    expect "$(grep -c ^chapter <<<"$output")" 3
    # mpv counts from the first packet, which MP3's delay puts at 25 ms.
    expect_has "$output" 'chapter 7.975 尾声'
}

@test "VLC finds the subtitle track" {
    npe -q -o out.mp4 "$NOTES" "$M/ep.mp4"
    # VLC does not run as root.
    folder=$(mktemp -d)
    cp out.mp4 "$folder"
    chmod -R a+rX "$folder"
    as_nobody() {
        if [ "$(id -u)" = 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi
    }
    output=$(HOME=/tmp as_nobody timeout 30 cvlc -vv --no-video --aout=dummy \
        --play-and-exit --run-time=1 "$folder/out.mp4" 2>&1)
    rm -r "$folder"
    expect_has "$output" 'tx3g'
}
