# Protects captions where MEDIA is: files beside it, tracks in it, and that a
# second run finds what the first one did.

load helper
load media

setup_file() {
    make_raw
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/plain.mp4"
    printf '%s\n' '1' '00:00:00,500 --> 00:00:03,000' \
        'Hello everybody and welcome back.' '' '2' \
        '00:00:03,500 --> 00:00:06,000' 'So what is it about the water?' '' \
        '3' '00:00:06,500 --> 00:00:09,000' 'It is that you have to wait.' \
        >"$M/words.srt"
    ff -i "$M/raw.mkv" -i "$M/words.srt" -map 0:v -map 0:a:0 -map 1 -c copy \
        -metadata:s:s:0 language=eng "$M/talk.mkv"
    ff -i "$M/raw.mp4" -i "$M/words.srt" -map 0:v -map 0:a:0 -map 1 -c copy \
        -c:s mov_text -metadata:s:s:0 language=eng "$M/talk.mp4"
    printf '## Outline\n\n- 0:00 Hello\n- 0:05 Goodbye\n' >"$M/outline.md"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$M/outline.md" .
}

@test "captions beside MEDIA are found by its name, the notes elsewhere" {
    mkdir video
    cp "$M/plain.mp4" video/ep.mp4
    cp "$M/words.srt" video/ep.en.srt
    expect "$(npe --json "$NOTES" video/ep.mp4 | jq -r '.captions | .name, .clock')" \
        $'ep.en.srt\nnotes'
    # also for a copy of ours
    cp video/ep.mp4 video/ep.nopriors.mp4
    expect "$(npe --json "$NOTES" video/ep.nopriors.mp4 | jq -r .captions.name)" ep.en.srt
}

@test "subtitles made of captions go in with the captions' language" {
    cp "$M/plain.mp4" ep.mp4
    cp "$M/words.srt" ep.srt
    expect_status 0 npe outline.md ep.mp4
    expect_has "$output" 'English (en)'
    expect "$(show ep.nopriors.mp4 stream_tags=language -select_streams s)" 'tag:language=eng'
    expect "$(ffprobe -v error -show_entries chapter_tags=title -of csv=p=0 ep.nopriors.mp4 | xargs)" \
        'Hello Goodbye'
    ff -i ep.nopriors.mp4 -map 0:s out.srt
    expect_has "$(cat out.srt)" 'It is that you have to wait.'
}

@test "--replace twice, with sidecars beside: the second time nothing is to do" {
    local container
    for container in mp4 mkv; do
        cp "$M/raw.$container" "ep.$container"
        npe -q --srt --vtt --json -d . --force "$NOTES" "ep.$container"
        npe -q --replace "$NOTES" "ep.$container"
        cp "ep.$container" before
        expect_status 0 npe --replace "$NOTES" "ep.$container"
        expect_has "$output" 'already up to date'
        cmp "ep.$container" before
        expect_status 0 npe --srt --vtt --json -d . "$NOTES" "ep.$container"
        expect "$(grep -c 'already up to date' <<<"$output")" 3
    done
}

@test "captions that players would show instead of the new track are not to be deleted" {
    cp "$M/plain.mp4" ep.mp4
    cp "$M/words.srt" ep.en.srt
    expect_status 0 npe --replace "$NOTES" ep.mp4
    expect_has "$stderr" 'players will show ep.en.srt, from which times were taken'
    expect_has "$stderr" 'name it with --captions'
}
