# What the media*.bats files share. The media are made by ffmpeg, small, once a
# file, in $BATS_FILE_TMPDIR; tests work in a folder of their own.

NOTES=$CASES/media/lighthouse.zh.md
JUDGE=$NP_ROOT/tests/tools/media-judge
M=${BATS_FILE_TMPDIR:-}

ff() {
    ffmpeg -nostdin -y -v error "$@"
}

# The picture, the sound (two languages' worth) and the cover that all else is
# made of: ten seconds, with B-frames.
make_raw() {
    ff -f lavfi -i testsrc2=s=128x72:r=25:d=10 -f lavfi -i sine=f=300:d=10 \
        -f lavfi -i sine=f=500:d=10 -map 0 -map 1 -map 2 -c:v libx264 \
        -preset fast -pix_fmt yuv420p -bf 2 -g 25 -c:a aac -b:a 64k "$M/raw.mp4"
    ff -i "$M/raw.mp4" -map 0 -c copy "$M/raw.mkv"
    ff -f lavfi -i color=teal:s=64x64 -frames:v 1 "$M/cover.jpg"
    ff -f lavfi -i color=teal:s=64x64 -frames:v 1 "$M/cover.png"
    printf '1\n00:00:01,000 --> 00:00:04,000\n<i>Old</i> words\n\n2\n00:00:03,000 --> 00:00:05,000\nat once\n' \
        >"$M/old.srt"
    printf ';FFMETADATA1\ntitle=Old title\nartist=Old artist\ngenre=Podcast\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=9000\ntitle=Old chapter\n' \
        >"$M/old.meta"
}

# same IN OUT SHIFT [ROUND]: sound and pictures are the same, moved by SHIFT ms.
same() {
    local shift
    shift=$("$JUDGE" same "$1" "$2" "${4:-0}")
    expect "$shift" "$3"
}

# has_ours IN OUT SHIFT [OPTION]...: OUT holds the chapters and cues that the
# command's own text formats have for IN, moved by SHIFT ms.
has_ours() {
    local in=$1 out=$2 shift=$3
    shift 3
    npe -q --json "$@" "$NOTES" "$in" >want.json
    npe -q --ffmetadata "$@" "$NOTES" "$in" >want.meta
    expect "$("$JUDGE" chapters "$out" want.meta "$shift")" \
        "$(grep -c CHAPTER want.meta)"
    expect "$("$JUDGE" cues "$out" want.json "$shift")" \
        "$(jq '.cues | length' want.json)"
}

# show FILE ENTRIES [OPTION]...: what ffprobe says, one line a stream.
show() {
    local file=$1 entries=$2
    shift 2
    ffprobe -v error -show_entries "$entries" -of compact=p=0 "$@" "$file"
}

# The folder holds these files and no other, hidden ones too.
expect_files() {
    expect "$(find . -mindepth 1 ! -name .out ! -name .err | sort | xargs)" "$*"
}
