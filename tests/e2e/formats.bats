# What the writers write, read by other people's readers: webvtt-parser, vtt.js,
# FFmpeg, mpv, ajv.
# bats file_tags=judges
load helper

judge() {
    node "$NP_ROOT/tests/judges/$1.mjs" "${@:2}"
}

setup_file() {
    export NOTES_DIR=$BATS_FILE_TMPDIR
    load helper
    local notes
    for notes in "$SAMPLES"/*.md; do
        [ "${notes##*/}" = README.md ] && continue
        mkdir "$NOTES_DIR/$(basename "$notes" .md)"
        npe -q --vtt --srt --json --chapters-vtt --ffmetadata --youtube \
            -d "$NOTES_DIR/$(basename "$notes" .md)" "$notes"
    done
}

# each FORMAT PATTERN: the judge on every sample's file.
each() {
    local dir
    for dir in "$NOTES_DIR"/*/; do
        judge same "$dir"/*.timeline.json "$1" "$dir"/$2
    done
}

@test "every text comes back from other people's readers as it went in" {
    mkdir "$BATS_TEST_TMPDIR/out"
    "$NP_BUILD/support/write_formats" "$CASES/export/text.tsv" \
        "$BATS_TEST_TMPDIR/out"
    judge hostile "$CASES/export/text.tsv" "$BATS_TEST_TMPDIR/out"
}

@test "JSON is what its schema says, and its parts fit together" {
    local outline=$BATS_TEST_TMPDIR/outline.md captions=$BATS_TEST_TMPDIR/c.vtt
    printf '## Outline\n\n- 0:00 Hello\n- 0:09 Goodbye\n' >"$outline"
    printf 'WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ann>Hello to all.\n\n00:08.000 --> 00:09.500\n<v Bob>Goodbye.\n' \
        >"$captions"
    npe --json -o "$BATS_TEST_TMPDIR/outline.json" --captions "$captions" "$outline"
    npe --json -o "$BATS_TEST_TMPDIR/clock.json" --captions "$captions" \
        --captions-clock media "$CASES/cli/files/ep.zh.md"
    judge schema "$NP_ROOT/src/export/timeline.schema.json" \
        "$NOTES_DIR"/*/*.timeline.json "$BATS_TEST_TMPDIR"/*.json
}

@test "WebVTT: both parsers find no error and the same cues" {
    each vtt '*.vtt'
}

@test "SubRip: FFmpeg finds the same cues" {
    each srt '*.srt'
}

@test "ASS, TTML, LRC, Bilibili's, podcasts' and plain transcripts: FFmpeg, imsc and others find the same words" {
    local dir name
    for dir in "$NOTES_DIR"/*/; do
        name=$(basename "$dir")
        mkdir "$BATS_TEST_TMPDIR/$name"
        npe -q --ass --ttml --sbv --lrc --bcc --podcast-json --podcast-vtt \
            --transcript --text -d "$BATS_TEST_TMPDIR/$name" "$SAMPLES/$name.md"
        xmllint --noout "$BATS_TEST_TMPDIR/$name"/*.ttml
        for pair in ass:.ass ttml:.ttml lrc:.lrc bcc:.bcc.json \
            podcast-json:.transcript.json podcast-vtt:.podcast.vtt \
            transcript:.transcript.md text:.transcript.txt; do
            judge same "$dir"/*.timeline.json "${pair%%:*}" "$BATS_TEST_TMPDIR/$name"/*"${pair#*:}"
        done
    done
}

@test "ASS in libass: each speaker has a colour, Chinese has glyphs" {
    local dir=$BATS_TEST_TMPDIR frame
    npe -q --ass --speaker colour -o "$dir/a.ass" "$SAMPLES/tea-and-telescopes.zh.md"
    (cd "$dir" && ffmpeg -v error -f lavfi -i color=gray:s=960x540:r=5:d=40 \
        -vf ass=a.ass,scale=480:270 -frames:v 200 -f rawvideo -pix_fmt rgb24 all.rgb)
    # White, yellow and blue are seen: three people have spoken.
    frame=$(python3 - "$dir/all.rgb" <<'PY'
import sys
data = open(sys.argv[1], 'rb').read()
def near(p, c): return all(abs(a - b) < 40 for a, b in zip(p, c))
names = {'white': (255, 255, 255), 'yellow': (0xf0, 0xe4, 0x42), 'blue': (0x7c, 0xc8, 0xf5)}
size = 480 * 270 * 3
seen = set()
for start in range(0, len(data), size * 10):
    for i in range(start + 480 * 3 * 200, start + size, 3):
        for name, colour in names.items():
            if near(data[i:i + 3], colour):
                seen.add(name)
print(' '.join(sorted(seen)))
PY
)
    expect "$frame" "blue white yellow"
}

@test "WebVTT chapters are nested and complete" {
    each chapters-vtt '*.chapters-vtt'
}

@test "ffmetadata: ffprobe finds title and chapters" {
    each ffmetadata '*.ffmetadata'
}

@test "YouTube's list holds the outermost level" {
    each youtube '*.youtube.txt'
}

# VLC and mpv open what lies beside the media and looks like subtitles.
@test "players take the subtitles beside a media file, and nothing else of ours" {
    local dir=$BATS_TEST_TMPDIR/beside stem=tea-and-telescopes
    mkdir "$dir"
    cp "$NOTES_DIR/$stem.zh/"* "$dir"
    ffmpeg -v error -f lavfi -i color=s=64x36:r=2:d=2 -c:v mpeg4 "$dir/$stem.mp4"
    taken=$(mpv --no-config --vo=null --ao=null --load-scripts=no --frames=1 \
        "$dir/$stem.mp4" | sed -n "s/.*--sid=.*'\(.*\)' .*(external)/\1/p" | sort)
    expect "$taken" "$(printf '%s\n' "$stem.zh.srt" "$stem.zh.vtt")"
    taken=$(vlc_takes "$dir" "$stem.mp4" | sort)
    expect "$taken" "$(printf '%s\n' "$stem.zh.srt" "$stem.zh.vtt")"
}

# VLC does not run as root, and nobody else may look into bats' folders.
vlc_takes() {
    local as=() dir
    dir=$(mktemp -d)
    cp "$1"/* "$dir"
    chmod 777 "$dir"
    [ "$(id -u)" -eq 0 ] && as=(runuser -u nobody --)
    HOME=$dir timeout 30 "${as[@]}" cvlc -vv --no-audio -V dummy \
        --play-and-exit "$dir/$2" 2>&1 |
        sed -n 's/.*autodetected subtitle: .*\/\([^/]*\) with.*/\1/p'
    rm -rf "$dir"
}
