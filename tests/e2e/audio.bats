# Protects listening: sentences start after the pauses of the sound, what there
# is nothing to hear in is no error, damage is stepped over, and what was heard
# is heard once.

load helper
load media

# Where the made-up speaker's sentences start and end, in tenths of a second:
# of uneven length, none where even text would put it.
SPOKEN='7-42 51-70 84-140 152-169 190-245 252-300 331-360 371-428 440-470 478-540'

# The dialogue that goes with it: as much text as time, about.
make_notes() {
    local piece from to n i=0
    printf '## 大纲\n* 0:00 开头\n* 0:19 中间\n* 0:37 后来\n\n## 对话\n'
    for piece in $SPOKEN; do
        from=${piece%-*} to=${piece#*-}
        n=$(((to - from) / 2 + i % 3))
        [ $((i % 2)) -eq 1 ] || printf '\n**%s:** ' "$([ $((i % 4)) -eq 0 ] && echo 甲 || echo 乙)"
        printf '话%.0s' $(seq $n)
        printf '。'
        i=$((i + 1))
    done
    printf '\n'
}

# A tone while somebody speaks, hiss always.
make_sound() {
    local piece gate=0
    for piece in $SPOKEN; do
        gate="$gate+between(t,${piece%-*}/10,${piece#*-}/10)"
    done
    ff -f lavfi -i "aevalsrc='0.3*sin(2*PI*500*t)*(0.6+0.4*sin(2*PI*5*t))*($gate)+0.001*(random(0)-0.5)':s=16000:d=56" "$@"
}

setup_file() {
    make_notes >"$M/notes.md"
    make_sound "$M/ep.m4a"
    ff -f lavfi -i testsrc2=s=128x72:r=5:d=56 -i "$M/ep.m4a" -map 0 -map 1 \
        -c:v libx264 -preset ultrafast -c:a copy "$M/ep.mp4"
}

setup() {
    mkdir "$BATS_TEST_TMPDIR/work"
    cd "$BATS_TEST_TMPDIR/work" || return
    NOTES=$M/notes.md
}

# starts FILE [OPTION]...: sentence starts in tenths, those at pauses marked.
starts() {
    local file=$1
    shift
    npe --json "$@" "$NOTES" "$file" 2>stderr.txt |
        jq -r '[.turns[].sentences[] | ((.start * 10 | round | tostring)
            + (if .evidence | index("pause") then "p" else "" end))] | join(" ")'
}

# hears FILE: within a tenth of a second of the truth, after a pause, nearly all.
hears() {
    starts "$1" >have.txt
    echo "$1: $(cat have.txt)" >&2
    echo "$SPOKEN" | tr ' ' '\n' | sed 's/-.*//' |
        paste - <(tr ' ' '\n' <have.txt) |
        awk '{ d = $1 - ($2 + 0); if (d < 0) d = -d; n += d <= 1 && $2 ~ /p/ }
             END { exit n < 9 }'
}

@test "sentences start after the pauses, in every container, rate and layout" {
    ff -i "$M/ep.m4a" -ar 8000 -ac 1 -c:a pcm_u8 low.wav
    ff -i "$M/ep.m4a" -ar 48000 -af 'pan=7.1|FC=c0' -c:a aac surround.m4a
    ff -i "$M/ep.m4a" -ar 44100 -ac 2 -c:a libmp3lame -b:a 96k ep.mp3
    ff -i "$M/ep.m4a" -ar 48000 -c:a libopus -b:a 32k ep.opus
    ff -i "$M/ep.m4a" -c:a flac ep.mkv
    ff -i "$M/ep.m4a" -ar 96000 -c:a pcm_s24le ep.wav
    ff -i "$M/ep.m4a" -ar 22050 -c:a pcm_f64le f64.wav
    for file in "$M/ep.m4a" "$M/ep.mp4" low.wav surround.m4a ep.mp3 ep.opus ep.mkv ep.wav f64.wav; do
        hears "$file"
    done
    expect "$(starts "$M/ep.m4a" --audio off | grep -c p)" 0
}

@test "a file that is late, and sound that is late in it: the times are the file's" {
    ff -itsoffset 0.5 -i "$M/ep.m4a" -i "$M/ep.mp4" -map 0:a -map 1:v -c copy late.mkv
    SPOKEN=$(tr ' ' '\n' <<<"$SPOKEN" | awk -F- '{ printf "%s%d-%d", s, $1 + 5, $2 + 5; s = " " }')
    hears late.mkv
}

@test "the default sound is listened to, not the first" {
    ff -f lavfi -i anullsrc=r=16000:d=56 -i "$M/ep.m4a" -map 0 -map 1 -c:a aac \
        -disposition:a:0 0 -disposition:a:1 default two.mkv
    hears two.mkv
}

@test "no sound: said, and done without" {
    ff -i "$M/ep.mp4" -map 0:v -c copy silent.mp4
    expect_status 0 npe --audio on -q -o out.mp4 "$NOTES" silent.mp4
    expect "$(starts silent.mp4)" "$(starts silent.mp4 --audio off)"
    starts silent.mp4 >/dev/null
    expect_has "$(cat stderr.txt)" '[sound-none]'
}

@test "silence, noise, a tone: no pauses, no error" {
    ff -f lavfi -i anullsrc=r=16000:d=56 silence.m4a
    ff -f lavfi -i anoisesrc=r=16000:d=56:a=0.5:c=white noise.flac
    ff -f lavfi -i anoisesrc=r=16000:d=56:a=0.5:c=pink noise.opus
    ff -f lavfi -i sine=r=16000:d=56 tone.mp3
    for file in silence.m4a noise.flac noise.opus tone.mp3; do
        expect "$file: $(starts $file -v | grep -c p)" "$file: 0"
        expect_has "$(cat stderr.txt)" '[sound-useless]'
    done
}

@test "an hour of silence and an hour of noise" {
    ff -f lavfi -i anullsrc=r=8000:d=3600 -c:a flac silence.flac
    ff -f lavfi -i anoisesrc=r=8000:d=3600:a=0.3 -c:a libmp3lame -b:a 16k noise.mp3
    for file in silence.flac noise.mp3; do
        expect "$file: $(starts $file | grep -c p)" "$file: 0"
    done
}

@test "damage in the middle is stepped over; the times behind it are right" {
    ff -i "$M/ep.m4a" -c:a libmp3lame -b:a 64k ep.mp3
    ff -i "$M/ep.m4a" -c:a aac -f adts ep.aac
    ff -i ep.mp3 -c copy ep.mka
    for file in ep.mp3 ep.mka; do
        size=$(stat -c %s $file)
        head -c 3000 /dev/urandom | dd of=$file bs=1 seek=$((size / 2)) conv=notrunc status=none
        starts $file >have.txt
        [ "$(grep -o p have.txt | wc -l)" -ge 5 ]
    done
    cp "$M/ep.m4a" broken.m4a
    printf '\377%.0s' {1..2000} | dd of=broken.m4a bs=1 seek=$(($(grep -abo mdat broken.m4a | head -1 | cut -d: -f1) + 60000)) conv=notrunc status=none
    starts broken.m4a >have.txt
    expect_has "$(cat stderr.txt)" '[sound-damaged]'
    [ "$(grep -o p have.txt | wc -l)" -ge 7 ]
}

# opened COMMAND...: the files that it opens, one a line.
opened() {
    strace -f -qq -e trace=open,openat -o trace.txt "$@" >/dev/null 2>&1 || true
    grep -o '"[^"]*"' trace.txt
}

# threads COMMAND...: how many it starts.
threads() {
    strace -f -qq -e trace=clone,clone3 -o trace.txt "$@" >/dev/null 2>&1 || true
    grep -c 'clone' trace.txt || true
}

@test "what was heard is not heard again, until the file changes" {
    cp -p "$M/ep.m4a" ep.m4a
    first=$(starts ep.m4a -v)
    expect_has "$(cat stderr.txt)" '[sound-heard]'
    expect "$(starts ep.m4a -v)" "$first"
    expect_has "$(cat stderr.txt)" '[sound-known]'
    expect "$(threads "$NP_PROGRAM" --vtt "$NOTES" ep.m4a)" 0
    cp -p ep.m4a moved.m4a
    starts moved.m4a -v >/dev/null
    expect_has "$(cat stderr.txt)" '[sound-known]'
    touch -d '2001-02-03' ep.m4a
    starts ep.m4a -v >/dev/null
    expect_has "$(cat stderr.txt)" '[sound-heard]'
    expect "$(find "$XDG_CACHE_HOME" -type f | wc -l)" 2
}

@test "what was heard is not heard again in a file that this program changed itself" {
    known() { # known FILE: and as it was heard first
        starts "$1" -v >have.txt
        expect_has "$(cat stderr.txt)" '[sound-known]'
        expect "$(cat have.txt)" "$first"
        expect "$(find "$XDG_CACHE_HOME" -type f | wc -l)" 1
    }
    cp "$M/ep.mp4" ep.mp4
    first=$(starts ep.mp4)
    for way in --in-place --remove --in-place --undo --replace '--replace --via libav'; do
        expect_status 0 npe $way $([[ $way = --[ru][en][md]* ]] || echo "$NOTES") ep.mp4
        [[ $way = *libav ]] || known ep.mp4
    done
    starts ep.mp4 -v >/dev/null
    expect_has "$(cat stderr.txt)" '[sound-heard]'
    rm -r "$XDG_CACHE_HOME"
    ff -i "$M/ep.mp4" -c copy ep.mkv
    first=$(starts ep.mkv)
    expect_status 0 npe --replace --audio off "$NOTES" ep.mkv
    known ep.mkv
    # Nothing to do, and what is only looked at: it stays.
    expect_status 0 npe --replace "$NOTES" ep.mkv
    expect_status 0 npe --replace --dry-run --only chapters "$NOTES" ep.mkv
    known ep.mkv
    # Other sound of the same length in its place is heard.
    touch -d '2001-02-03' ep.mkv
    starts ep.mkv -v >/dev/null
    expect_has "$(cat stderr.txt)" '[sound-heard]'
}

@test "--json is the same whether the sound was listened to or known" {
    npe --json --captions none "$NOTES" "$M/ep.m4a" >first.json
    npe --json --captions none "$NOTES" "$M/ep.m4a" >second.json
    cmp first.json second.json
}

@test "a kept file that is damaged, empty, a folder or a link is put aside" {
    first=$(starts "$M/ep.m4a")
    kept=$(find "$XDG_CACHE_HOME" -type f)
    for harm in 'truncate -s 40' 'truncate -s 0' 'truncate -s 1000000' 'sed -i s/npi/nip/'; do
        $harm "$kept"
        expect "$(starts "$M/ep.m4a" -v)" "$first"
        expect_has "$(cat stderr.txt)" '[sound-heard]'
        starts "$M/ep.m4a" -v >/dev/null
        expect_has "$(cat stderr.txt)" '[sound-known]'
    done
    echo precious >victim
    ln -sf "$PWD/victim" "$kept"
    expect "$(starts "$M/ep.m4a")" "$first"
    expect "$(cat victim)" precious
    rm "$kept" && mkdir "$kept"
    expect "$(starts "$M/ep.m4a")" "$first"
    rmdir "$kept"
}

@test "no folder to keep anything in is no error" {
    first=$(starts "$M/ep.m4a")
    expect "$(XDG_CACHE_HOME=/dev/null/no starts "$M/ep.m4a" -v)" "$first"
    expect_has "$(cat stderr.txt)" '[sound-heard]'
    unset XDG_CACHE_HOME
    mkdir home
    expect "$(HOME=$PWD/home starts "$M/ep.m4a" -v)" "$first"
    [ -d home/.cache/nopriors-export ]
    expect "$(HOME= starts "$M/ep.m4a" -v)" "$first"
    expect_has "$(cat stderr.txt)" '[sound-heard]'
}

@test "--audio off does not listen; on without MEDIA is a mistake; a wrong word too" {
    expect "$(threads "$NP_PROGRAM" --audio off --vtt "$NOTES" "$M/ep.m4a")" 0
    [ "$(threads "$NP_PROGRAM" --vtt "$NOTES" "$M/ep.m4a")" -gt 0 ]
    expect_status 2 npe --audio on "$NOTES"
    expect_has "$stderr" '[needs-media]'
    expect_has "$stderr" '--audio on'
    expect_status 2 npe --audio loud "$NOTES" "$M/ep.m4a"
    expect_status 0 npe --audio auto --vtt "$NOTES"
}

@test "notes without a dialogue have nothing to listen for" {
    printf '* 0:00 甲\n* 0:30 乙\n' >outline.md
    expect "$(threads "$NP_PROGRAM" --audio on --youtube outline.md "$M/ep.m4a")" 0
}

@test "the copy has the sentences where they were heard, twice the same bytes" {
    expect_status 0 npe -o a.mp4 "$NOTES" "$M/ep.mp4"
    expect_status 0 npe -o b.mp4 "$NOTES" "$M/ep.mp4"
    cmp a.mp4 b.mp4
    expect_status 0 npe --audio off -o c.mp4 "$NOTES" "$M/ep.mp4"
    ! cmp -s a.mp4 c.mp4
}

@test "Ctrl-C while listening: nothing is left behind" {
    ff -f lavfi -i anoisesrc=r=8000:d=600:a=0.3 -c:a libmp3lame -b:a 16k one.mp3
    for i in {1..90}; do cat one.mp3; done >long.mp3
    env --default-signal=INT "$NP_PROGRAM" --vtt "$NOTES" long.mp3 >out.vtt 2>err.txt &
    pid=$!
    sleep 0.7
    kill -INT $pid
    status=0
    wait $pid || status=$?
    expect "$status" 130
    expect_has "$(cat err.txt)" 'interrupted'
    expect "$(find "$XDG_CACHE_HOME" -type f 2>/dev/null | wc -l)" 0
}

@test "captions of the whole episode make listening idle, those of its beginning do not" {
    cp "$M/ep.m4a" ep.m4a
    printf '1\n00:00:00,700 --> 00:00:04,200\nhello\n\n2\n00:00:50,000 --> 00:00:54,000\nbye\n' >all.srt
    printf '1\n00:00:00,700 --> 00:00:04,200\nhello\n\n2\n00:00:05,000 --> 00:00:09,000\nbye\n' >some.srt
    given() {
        rm -rf "$XDG_CACHE_HOME"
        threads "$NP_PROGRAM" --captions "$1" "${@:2}" --vtt "$NOTES" ep.m4a
    }
    expect "$(given all.srt --sync off)" 0
    [ "$(given some.srt --sync off)" -gt 0 ]
    [ "$(given all.srt --sync off --audio on)" -gt 0 ]
    # whether the media is another cut can be heard, unless it is known
    [ "$(given all.srt)" -gt 0 ]
    expect "$(given all.srt --audio off)" 0
    expect "$(given all.srt --captions-clock media)" 0
    echo '{"id": "abcdefghijk", "duration": 56}' >ep.info.json
    expect "$(given all.srt)" 0
    [ "$(given some.srt)" -gt 0 ]
}

@test "of a part its own pauses count, and the rest is not squeezed into it" {
    ff -ss 19 -t 18 -i "$M/ep.m4a" -c copy part.m4a
    npe --json --range 0:19-0:37 "$NOTES" part.m4a 2>stderr.txt |
        jq -r '[.turns[].sentences[] | select(.gone | not) | (.start * 10 | round)
            - (if .evidence | index("pause") then 0 else 1 end)]
            | join(" ")' >have.txt
    cat have.txt stderr.txt
    read -r first second third more <have.txt
    [ "$first" -le 1 ]
    [ $((second - 62)) -le 1 ] && [ $((second - 62)) -ge -1 ]
    [ $((third - 141)) -le 1 ] && [ $((third - 141)) -ge -1 ]
    expect "$more" ""
    expect "$(cat stderr.txt)" ""
}
