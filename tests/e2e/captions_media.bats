# Protects captions where MEDIA is: files beside it, tracks in it, and that a
# second run finds what the first one did.

load helper
load media

# With a few of the original's words, as translations have them: captions fit by
# these where there is no dictionary.
LIGHTHOUSE=$NOTES
NOTES=$M/lighthouse.zh.md

setup_file() {
    make_raw
    sed '/:\*\*/ {
        s/灯塔/&（lighthouse）/; s/海平面/&（sea level）/
        s/林小满，/林小满（Lin Xiaoman），/; s/亮着，/亮着（still shining），/
    }' "$LIGHTHOUSE" >"$NOTES"
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/plain.mp4"
    printf '%s\n' '1' '00:00:00,500 --> 00:00:03,000' \
        'Welcome to the show. Lin Xiaoman is here, who keeps a lighthouse under the sea.' \
        '' '2' '00:00:03,500 --> 00:00:06,000' \
        'Thank you. The sea level rose by two metres. And the lighthouse, is it still shining?' \
        '' '3' '00:00:06,500 --> 00:00:09,000' \
        'It is still shining. Thank you all for listening.' \
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

@test "the summary of a copy says which captions were taken, and how the clock runs" {
    cp "$M/plain.mp4" ep.mp4
    cp "$M/words.srt" ep.en.srt
    expect_status 0 npe --dictionary none --sync +1 "$NOTES" ep.mp4
    expect_has "$output" 'captions    ep.en.srt, English (en), 3 cues, without a dictionary'
    expect_has "$output" 'clock       the media is 1.0 s later than the notes'
    expect_status 0 npe -q --force --sync +2 "$NOTES" ep.mp4
    [[ $output$stderr != *'ep.en.srt, English'* && $output$stderr != *'later than'* ]]
    expect_status 0 npe --captions none -o plain.mp4 "$NOTES" ep.mp4
    [[ $output != *'captions  '* && $output != *'clock  '* ]]
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
    expect_has "$(cat out.srt)" 'It is still shining.'
}

# What FFmpeg makes of the track that we wrote: a size it reads is one of ASS.
@test "two languages go in as one track, in MP4 the lower one smaller" {
    local via
    cp "$M/plain.mp4" ep.mp4
    cp "$CASES/matching/chinese-captions.md" ep.md
    cp "$CASES/matching/chinese-captions.vtt" ep.zh.vtt
    for via in auto libav; do
        expect_status 0 npe --force --via "$via" --dictionary none \
            --bilingual captions-first -o "$via.mp4" ep.md ep.mp4
        expect_has "$output" 'languages   two, in'
        expect "$(show "$via.mp4" stream=codec_name -select_streams s)" 'codec_name=mov_text'
        ff -i "$via.mp4" -map 0:s -f ass "$via.ass"
        grep -qE '欢迎回到工坊.*\\N\{\\fs[0-9]+\}Welcome back to the workshop' "$via.ass"
    done
    expect_status 0 npe --bilingual notes-first --dictionary none -o ep.mkv ep.md ep.mp4
    ff -i ep.mkv -map 0:s out.srt
    grep -A 1 'Welcome back to the workshop' out.srt | grep -q 欢迎回到工坊
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

# The captions of a run, in a few words.
taken() {
    npe --json "$@" 2>/dev/null |
        jq -c '.captions | [.name, .format, .language, .place, .clock, .cues]'
}

@test "a text track in MEDIA is taken where no file is beside it" {
    expect "$(taken "$NOTES" "$M/talk.mkv")" '[null,"SubRip","en","inside","media",3]'
    expect "$(taken "$NOTES" "$M/talk.mp4" | jq -c '.[1:]')" '["SubRip","en","inside","media",3]'
    expect_status 0 npe --check -v "$NOTES" "$M/talk.mkv"
    expect_has "$output" 'a subtitle track of the media file, English (en), 3 cues'
    expect_has "$output" "the captions' times are taken for those of the media file"
    expect "$(npe --json --captions-clock notes "$NOTES" "$M/talk.mkv" | jq -r .captions.clock)" notes
    expect "$(npe --json --captions none "$NOTES" "$M/talk.mkv" | jq .captions)" null
    cp "$M/talk.mkv" ep.mkv
    cp "$M/words.srt" ep.en.srt
    expect "$(taken "$NOTES" ep.mkv | jq -r '.[3]')" beside
}

@test "captions of another episode: left out beside MEDIA, doubted inside of it" {
    local line i=0 notes=$CASES/cli/files/ep.zh.md
    ff -f lavfi -i testsrc2=s=64x36:r=2:d=70 -f lavfi -i sine=d=70 \
        -c:v libx264 -preset ultrafast -c:a aac -b:a 32k ep.mp4
    while read -r line; do
        printf '%d\n00:00:%02d,000 --> 00:00:%02d,000\n%s\n\n' $((++i)) \
            $((4 * i)) $((4 * i + 4)) "$line"
    done >ep.en.srt <<-'END'
	The harbour was quiet and nobody came for fish before noon.
	We count every boat and write it down in the book.
	My father sold ropes and nets to the sailors here.
	Then came the storm and took the pier away.
	I never learnt to swim in all those years.
	You would not think so but the gulls know the hour.
	So what do you tell a young skipper today?
	Keep your lamp dry and your knife sharp.
	The museum opens at ten and it is free on Mondays.
	They ask me if whales are real.
	Oh yes they are and they sing at night.
	END
    expect_status 0 npe -v -o out.mp4 "$notes" ep.mp4
    expect "$(grep -c 'captions-foreign' <<<"$stderr")" 1
    expect_status 0 npe --replace "$notes" ep.mp4
    expect_has "$stderr" 'players will show ep.en.srt instead of the new subtitle track'
    ff -i out.mp4 -i ep.en.srt -map 0:v -map 0:a -map 1 -c copy \
        -metadata:s:s:0 language=eng other.mkv
    rm ep.en.srt
    expect "$(taken "$notes" other.mkv)" '[null,"SubRip","en","inside","media",11]'
    expect_status 0 npe --youtube "$notes" other.mkv
    expect_has "$stderr" 'other.mkv: its words hardly match the notes; is it of this episode? [captions-doubtful]'
}

@test "an outline and MEDIA with captions in it: subtitles, in every container" {
    local in
    for in in "$M/talk.mkv" "$M/talk.mp4"; do
        expect_has "$(npe --srt outline.md "$in")" 'Welcome to the show.'
    done
}

@test "of several tracks the spoken language's, never our own or a forced one" {
    ff -i "$M/talk.mkv" -i "$M/words.srt" -i "$M/words.srt" -map 0:v -map 0:a:0 \
        -map 1 -map 2 -map 0:s -c copy -metadata:s:a:0 language=eng \
        -metadata:s:s:0 language=ger -metadata:s:s:0 title=Deutsch \
        -metadata:s:s:1 language=eng -metadata:s:s:1 title=Signs \
        -disposition:s:1 forced -disposition:s:0 default \
        -metadata:s:s:2 language=eng -metadata:s:s:2 title=Full three.mkv
    expect "$(taken "$NOTES" three.mkv)" '["Full","SubRip","en","inside","media",3]'
    # ours, put in by --replace, is there now too, and is not taken either
    expect_status 0 npe --replace "$NOTES" three.mkv
    expect "$(taken "$NOTES" three.mkv)" '["Full","SubRip","en","inside","media",3]'
    cp three.mkv before
    expect_status 0 npe --replace "$NOTES" three.mkv
    expect_has "$output" 'already up to date'
    cmp three.mkv before
    expect_status 0 npe -v --youtube "$NOTES" three.mkv
    expect_has "$stderr" 'captions: the media file'
}

@test "a track whose language is a default that nobody changed: the text tells" {
    ff -i "$M/talk.mkv" -map 0 -c copy -metadata:s:s:0 language=chi wrong.mkv
    expect "$(taken "$NOTES" wrong.mkv)" '[null,"SubRip","en","inside","media",3]'
}

@test "only our own track is in there: nothing is taken" {
    local container
    for container in mp4 mkv; do
        cp "$M/raw.$container" "ep.$container"
        npe -q --replace "$NOTES" "ep.$container"
        expect "$(npe --json "$NOTES" "ep.$container" | jq .captions)" null
        expect_status 0 npe -v --youtube "$NOTES" "ep.$container"
        expect_has "$stderr" '[captions-ours]'
    done
}
