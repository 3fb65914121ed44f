# Protects the user's files from what can go wrong: nothing is opened but MEDIA,
# what cannot be done is said before or leaves no trace, and MEDIA stays as it
# was. Exit codes: 2 usage, 3 files, 4 media.

load helper
load media

setup_file() {
    make_raw
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/end.mp4"
    ff -i "$M/end.mp4" -c copy -movflags faststart "$M/front.mp4"
    ff -i "$M/end.mp4" -c copy "$M/ep.mkv"
    "$NP_ROOT/tests/tools/make-sup" >"$M/dot.sup"
}

setup() {
    mkdir "$BATS_TEST_TMPDIR/work"
    cd "$BATS_TEST_TMPDIR/work" || return
    cp "$M/end.mp4" ep.mp4
    sum=$(md5sum <ep.mp4)
}

# Nothing but ep.mp4, and it as it was.
teardown() {
    expect "$(md5sum <ep.mp4)" "$sum"
    expect "$(find . -name '*.tmp')" ''
}

# refused STATUS CODE ARGUMENT...: fails so, says so, and makes no file.
refused() {
    local status=$1 code=$2 before
    shift 2
    before=$(find . | sort)
    expect_status "$status" npe "$@"
    expect_has "$stderr" "[$code]"
    expect "$(find . | sort)" "$before"
}

# opened COMMAND...: the files that it opens, one a line.
opened() {
    strace -f -qq -e trace=open,openat,connect,execve -o trace.txt "$@" \
        >/dev/null 2>&1 || true
    grep -o '"[^"]*"' trace.txt
    rm trace.txt
}

@test "text formats load no libav; MEDIA does" {
    expect "$(opened "$NP_PROGRAM" --vtt "$NOTES" | grep -c 'libav\|nopriors-media')" 0
    [ "$(opened "$NP_PROGRAM" --vtt "$NOTES" ep.mp4 | grep -c libavformat)" -gt 0 ]
}

@test "MEDIA that is missing, a folder, empty, a pipe, a URL" {
    mkdir folder
    : >empty.mp4
    mkfifo pipe.mp4
    refused 3 file-missing "$NOTES" no.mp4
    refused 3 file-folder "$NOTES" folder
    refused 4 media-empty "$NOTES" empty.mp4
    refused 3 media-not-file "$NOTES" pipe.mp4
    refused 4 media-url "$NOTES" 'https://youtu.be/abc'
    expect_has "$stderr" "yt-dlp -f 'bv*+ba/b' -o 'episode.%(ext)s' 'https://youtu.be/abc'"
}

@test "MEDIA that is no media" {
    head -c 100000 "$NP_PROGRAM" >program.mp4
    printf 'just words\n%.0s' {1..5000} >words.mkv
    head -c 65536 /dev/zero >zeros.mp4
    printf '\x89PNG\r\n\x1a\n' >picture.png
    cat "$M/cover.jpg" >cover.mp4
    cp "$M/old.srt" subs.mp4
    for file in program.mp4 words.mkv zeros.mp4 picture.png cover.mp4 subs.mp4; do
        echo "$file" >&2
        expect_status 4 npe "$NOTES" "$file"
        expect "$(grep -c '\[media-\(unknown\|broken\|no-streams\)\]' <<<"$stderr")" 1
    done
}

@test "MEDIA cut short: index in front, index at the end, Matroska" {
    for file in end.mp4 front.mp4 ep.mkv; do
        size=$(stat -c %s "$M/$file")
        for keep in $((size / 2)) $((size - 1)); do
            head -c "$keep" "$M/$file" >"cut.$file"
            refused 4 media-truncated "$NOTES" "cut.$file"
        done
    done
    expect_has "$stderr" 'get the file again'
    head -c 20 ep.mp4 >head.mp4
    expect_status 4 npe "$NOTES" head.mp4
}

@test "MEDIA cut short: an MP3 that says how many bytes it has" {
    for options in '' '-q:a 5' '-ac 1' '-ar 22050 -id3v2_version 0'; do
        # shellcheck disable=SC2086
        ff -i ep.mp4 -vn -c:a libmp3lame $options whole.mp3
        head -c $(($(stat -c %s whole.mp3) / 2)) whole.mp3 >half.mp3
        expect_status 0 npe -q --force -o out.mp3 "$NOTES" whole.mp3
        # what was made says its own length
        expect_status 0 npe -q --force -o again.mp3 "$NOTES" out.mp3
        refused 4 media-truncated "$NOTES" half.mp3
    done
    # as an estimate it is no evidence
    ff -i ep.mp4 -vn -c:a libmp3lame -write_xing 0 whole.mp3
    head -c $(($(stat -c %s whole.mp3) / 2)) whole.mp3 >half.mp3
    expect_status 0 npe --force -o out.mp3 "$NOTES" half.mp3
    expect "$(grep -c media-short <<<"$stderr")" 0
}

@test "an MP3 that tells its frames only shows when it is copied: said" {
    ff -i ep.mp4 -vn -c:a libmp3lame whole.mp3
    at=$(grep -abo -e Info -e Xing whole.mp3 | head -n 1 | cut -d: -f1)
    # the number of frames alone: what stands behind it moves up
    {
        head -c $((at + 7)) whole.mp3
        printf '\001'
        tail -c +$((at + 9)) whole.mp3
    } >frames.mp3
    head -c $(($(stat -c %s whole.mp3) / 2)) frames.mp3 >half.mp3
    expect_status 0 npe -o out.mp3 "$NOTES" frames.mp3
    expect "$(grep -c media-short <<<"$stderr")" 0
    expect_status 0 npe -o out2.mp3 "$NOTES" half.mp3
    expect_has "$stderr" '[media-short]'
    expect_has "$stderr" 'says it lasts 0:10, but ends at 0:0'
}

@test "playlists and scripts open nothing" {
    cp ep.mp4 secret.mp4
    # A name that image readers take for a pattern is a name here.
    printf '#EXTM3U\n#EXTINF:10,\n%s\n' "$PWD/secret.mp4" >list.m3u8
    cp list.m3u8 list.mp4
    printf "ffconcat version 1.0\nfile 'secret.mp4'\n" >list.mkv
    printf '<?xml version="1.0"?>\n<MPD><BaseURL>secret.mp4</BaseURL></MPD>\n' >list.webm
    printf 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=video 5004 RTP/AVP 96\r\n' >list.mp3
    for file in list.m3u8 list.mp4 list.mkv list.webm list.mp3; do
        refused 4 media-playlist "$NOTES" "$file"
        expect "$(opened "$NP_PROGRAM" "$NOTES" "$file" | grep -c 'secret\|127.0.0.1')" 0
    done
    # One that hides behind bytes which only a demuxer would skip.
    { printf '\0\0\0\0'; cat list.m3u8; } >hidden.m3u8
    printf '# comment\n\nffconcat version 1.0\nfile secret.mp4\n' >hidden.txt
    for file in hidden.m3u8 hidden.txt 'concat:secret.mp4|secret.mp4' 'img%03d.jpg' subfile,,start,0,end,0,,:secret.mp4; do
        expect "$(opened "$NP_PROGRAM" "$NOTES" "$file" | grep -c '/secret.mp4\|"secret.mp4')" 0
    done
}

@test "an MP4 that keeps its sound in another file does not get it" {
    # The data reference of the first track: self-contained (flag 1) becomes a
    # QuickTime alias without flag.
    python3 - ep.mp4 alias.mov <<'EOF'
import sys
data = open(sys.argv[1], "rb").read()
at = data.find(b"url \0\0\0\1")
assert at > 0
open(sys.argv[2], "wb").write(data[:at] + b"alis\0\0\0\0" + data[at + 8:])
EOF
    before=$(opened "$NP_PROGRAM" --vtt "$NOTES" ep.mp4 | grep -c '\.m[op][v4]')
    expect "$(opened "$NP_PROGRAM" --vtt "$NOTES" alias.mov | grep -c '\.m[op][v4]')" "$before"
}

@test "OUT: no container, no folder, MEDIA itself by any name, a device" {
    ln -s ep.mp4 link.mp4
    ln ep.mp4 hard.mp4
    ln -s /dev/full full.mp4
    refused 2 out-is-media -o link.mp4 "$NOTES" ep.mp4
    refused 2 out-is-media -o ./ep.mp4 "$NOTES" ep.mp4
    refused 2 out-is-media -o hard.mp4 "$NOTES" ep.mp4
    refused 2 out-is-media --force -o hard.mp4 "$NOTES" ep.mp4
    refused 3 out-not-file -o full.mp4 "$NOTES" ep.mp4
    refused 3 file-unwritable -o no/such/out.mp4 "$NOTES" ep.mp4
    expect_status 2 npe -o out.avi "$NOTES" ep.mp4
}

@test "OUT that exists: refused if it differs, --force overwrites" {
    echo mine >out.mp4
    refused 3 out-exists -o out.mp4 "$NOTES" ep.mp4
    expect "$(cat out.mp4)" mine
    npe -q --force -o out.mp4 "$NOTES" ep.mp4
    expect_status 0 npe -o out.mp4 "$NOTES" ep.mp4
    expect_has "$output" 'already up to date'
    before=$(stat -c '%i %y' out.mp4)
    npe -q --force -o out.mp4 "$NOTES" ep.mp4
    expect "$(stat -c '%i %y' out.mp4)" "$before"
}

@test "--replace: the copy takes the place, mode and times; links stay links" {
    cp ep.mp4 own.mp4
    chmod 640 own.mp4
    touch -d '2020-02-03 04:05:06.789' own.mp4
    before=$(stat -c '%a %y' own.mp4)
    ln -s own.mp4 link.mp4
    npe -q --replace "$NOTES" link.mp4
    expect "$(stat -c '%a %y' own.mp4)" "$before"
    expect "$(readlink link.mp4)" own.mp4
    same ep.mp4 own.mp4 0
    expect "$(ffprobe -v error -show_chapters own.mp4 | grep -c 'TAG:title')" 4
    cp ep.mp4 two.mp4
    ln two.mp4 names.mp4
    expect_status 0 npe --replace "$NOTES" two.mp4
    expect_has "$stderr" 'has 2 names'
    cmp names.mp4 ep.mp4
    npe -q --in-place "$NOTES" names.mp4
    ln names.mp4 more.mp4
    expect_status 0 npe --in-place "$NOTES" more.mp4
    expect "$stderr" ''
}

@test "the media part is missing: one error, and the file is what it was" {
    mkdir alone
    cp "$NP_PROGRAM" alone/
    : >alone/nopriors-media.so
    cp ep.mp4 own.mp4
    expect_status 3 alone/nopriors-export --audio off --in-place "$NOTES" own.mp4
    expect_has "$stderr" '[media-part-missing]'
    expect "$(grep -c error: <<<"$stderr")" 1
    cmp ep.mp4 own.mp4
}

@test "a limit of file sizes: an error, and nothing is left" {
    cp ep.mp4 own.mp4
    ls -A >before
    blocks=$(($(stat -c %s ep.mp4) / 1024 + 1))
    for way in --in-place '-o out.mp4' '--via libav -o out.mp4'; do
        expect_status 3 bash -c "ulimit -f $blocks &&
            '$NP_PROGRAM' $way '$NOTES' own.mp4"
        expect_has "$stderr" 'larger than is allowed'
        cmp ep.mp4 own.mp4
        ls -A | cmp - before
    done
}

@test "a summary that cannot be printed: what was done is said" {
    unsaid() { # unsaid OPTION...
        expect_status 3 bash -c '"$@" >/dev/full' - "$NP_PROGRAM" "$@"
        expect_has "$stderr" 'cannot write standard output: the disk is full'
    }
    cp ep.mp4 own.mp4
    unsaid --in-place "$NOTES" own.mp4
    expect_has "$stderr" 'only the summary of it could not be shown [done-unshown]'
    unsaid --in-place "$NOTES" own.mp4
    [[ $stderr != *done-unshown* ]]
    unsaid --remove own.mp4
    expect_has "$stderr" 'only the summary of it could not be shown [done-unshown]'
    cmp ep.mp4 own.mp4
}

@test "the disk is full: said before, and when it fills on the way" {
    expect_status 3 on_full_disk 4300k "'$NP_PROGRAM' -o full/out.mp4 '$NOTES' ep.mp4;
        have=\$?; ls -A full; exit \$have"
    expect_has "$stderr" '[out-space]'
    expect "$output" ''
    for call in pwrite64 fsync renameat2,rename; do
        echo "$call" >&2
        expect_status 3 strace -f -o /dev/null -e "trace=$call" \
            -e "inject=$call:error=ENOSPC:when=1+" \
            "$NP_PROGRAM" -o out.mp4 "$NOTES" ep.mp4
        expect_has "$stderr" 'the disk is full'
        [ ! -e out.mp4 ]
        expect "$(find . -name '*.tmp')" ''
    done
}

@test "a read-only folder, and reading that fails" {
    expect_status 3 on_full_disk 8m "mount -o remount,ro full;
        '$NP_PROGRAM' -o full/out.mp4 '$NOTES' ep.mp4"
    expect_has "$stderr" '[file-unwritable]'
    expect_status 3 strace -f -o /dev/null -P "$PWD/ep.mp4" -e trace=pread64 \
        -e inject=pread64:error=EIO:when=9+ \
        "$NP_PROGRAM" -o out.mp4 "$NOTES" ep.mp4
    expect_has "$stderr" 'cannot read'
    [ ! -e out.mp4 ]
}

@test "MEDIA that changes while it is copied" {
    cp ep.mp4 live.mp4
    strace -f -o /dev/null -e trace=pwrite64 \
        -e inject=pwrite64:delay_enter=1s:when=1 \
        "$NP_PROGRAM" -o out.mp4 "$NOTES" live.mp4 2>err.txt &
    sleep 0.7
    touch live.mp4
    status=0
    wait $! || status=$?
    expect "$status" 4
    expect_has "$(cat err.txt)" '[media-changed]'
    [ ! -e out.mp4 ]
}

@test "streams that the container cannot hold are named, and left out on request" {
    ff -i ep.mp4 -i "$M/dot.sup" -map 0 -map 1 -c copy pgs.mkv
    refused 4 stream-unsupported -o out.mp4 "$NOTES" pgs.mkv
    expect_has "$stderr" 'MP4 cannot hold stream 2 (subtitles, hdmv_pgs_subtitle); MKV can'
    expect_status 0 npe --drop-unsupported -o out.mp4 "$NOTES" pgs.mkv
    expect_has "$stderr" '[stream-dropped]'
    same pgs.mkv out.mp4 "$("$JUDGE" same pgs.mkv out.mp4 1)" 1
    refused 4 stream-unsupported -o out.webm "$NOTES" ep.mp4
    refused 4 stream-unsupported -o out.m4a "$NOTES" ep.mp4
    npe -q --drop-unsupported -o out.m4a "$NOTES" ep.mp4
    expect "$(show out.m4a stream=codec_type | sort | xargs)" \
        'codec_type=audio codec_type=data codec_type=subtitle'
    npe -q -o pgs2.mkv "$NOTES" pgs.mkv
    expect "$(show pgs2.mkv stream=codec_name -select_streams s | xargs)" \
        'codec_name=hdmv_pgs_subtitle codec_name=subrip'
}

@test "an AVI whose pictures are reordered and undated is refused, not scrambled" {
    ff -i ep.mp4 -c copy -bsf:v h264_mp4toannexb ep.avi
    refused 4 media-undated -o out.mkv "$NOTES" ep.avi
    ff -i ep.mp4 -c:v mpeg4 -bf 0 -c:a copy plain.avi
    npe -q -o out.mkv "$NOTES" plain.avi
    expect "$(show out.mkv stream=codec_name -select_streams v)" codec_name=mpeg4
}

@test "MEDIA shorter than the outline: what lies beyond is left out and said" {
    ff -t 4 -i ep.mp4 -c copy short.mp4
    expect_status 0 npe -o out.mp4 "$NOTES" short.mp4
    expect_has "$stderr" 'chapters left out'
    ends=$(ffprobe -v error -show_chapters -of csv=p=0:nk=1 out.mp4 | tail -n 1 | cut -d, -f6)
    length=$(show out.mp4 format=duration | cut -d= -f2)
    expect "${ends%.*}" "${length%.*}"
}

@test "--dry-run plans and writes nothing" {
    expect_status 0 npe --dry-run -o out.mp4 "$NOTES" ep.mp4
    expect "$(ls)" ep.mp4
    refused 4 stream-unsupported --dry-run -o out.webm "$NOTES" ep.mp4
}
