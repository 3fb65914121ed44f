# Protects MP4 files that are edited where they stand: what is the file's own
# stays or comes back, the file does not grow with each run, and it is the same
# file afterwards: its names, owner, rights, attributes and time.

load helper
load media

P=(-q --audio off --captions none)

setup_file() {
    make_raw
    ff -i "$M/raw.mp4" -i "$M/old.meta" -map 0:v -map 0:a:0 -map_metadata 1 \
        -map_chapters 1 -c copy "$M/old.mp4"
    ff -i "$M/old.mp4" -map 0:v -map 0:a -c copy -movflags use_metadata_tags \
        "$M/old.mov"
    sed 's/尾声/结尾/; s/我们下期再见/再会/; s/从来没有/没有/' "$NOTES" >"$M/other.md"
    sed '1a - 节目：海底电台' "$NOTES" >"$M/show.md"
    printf '%s\n' 1 '00:00:00,500 --> 00:00:03,000' \
        'Welcome to the show, Lin Xiaoman.' '' 2 '00:00:03,500 --> 00:00:06,000' \
        'Thank you. The sea level rose by two metres.' '' \
        3 '00:00:06,500 --> 00:00:09,000' 'It is still shining.' >"$M/words.srt"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$M/old.mp4" ep.mp4
}

# edit NOTES FILE [OPTION]...
edit() {
    npe "${P[@]}" --in-place "${@:3}" "$1" "$2"
}

# chapters FILE: their titles.
chapters() {
    ffprobe -v error -show_entries chapter_tags=title -of csv=p=0 "$1"
}

# tags FILE: KEY=VALUE, sorted, without those that each MP4 has.
tags() {
    show "$1" format_tags | tr '|' '\n' | sed 's/^tag://' | grep -v '_brand\|version\|encoder' |
        sort
}

# words FILE N: the text of its N-th subtitle track, with times.
words() {
    ff -i "$1" -map "0:s:$2" -f srt -
}

@test "notes that change go where the edit before the last was: the file stops growing" {
    local i second
    for i in 1 2 3 4 5 6 7; do
        sed "s/从来没有/第 $i 次/; s/尾声/尾声 $i/" "$NOTES" >now.md
        edit now.md ep.mp4
        [ "$i" -ne 2 ] || second=$(stat -c %s ep.mp4)
        [ "$i" -lt 3 ] || expect "$(stat -c %s ep.mp4)" "$second"
        expect "$(chapters ep.mp4 | tail -1)" "尾声 $i"
        same "$M/old.mp4" ep.mp4 0
    done
    expect "$(chapters ep.mp4 | wc -l)" 4
    expect_status 0 npe --undo ep.mp4
    cmp ep.mp4 "$M/old.mp4"
    expect_status 4 npe --undo ep.mp4
    expect_has "$stderr" '[undo-refused]'
}

@test "--only: what an earlier run put in stays" {
    edit "$NOTES" ep.mp4
    words ep.mp4 0 >before
    tags ep.mp4 >tags
    edit "$M/other.md" ep.mp4 --only chapters
    expect "$(chapters ep.mp4 | tail -1)" 结尾
    words ep.mp4 0 | cmp - before
    tags ep.mp4 | cmp - tags
    edit "$M/other.md" ep.mp4 --only subs
    ! words ep.mp4 0 | cmp -s - before
    expect "$(show ep.mp4 stream=codec_name -select_streams s)" codec_name=mov_text
    chapters ep.mp4 >chapters
    edit "$NOTES" ep.mp4 --only tags --tags replace
    expect_has "$(tags ep.mp4)" 'description=讲一座建在海底的灯塔，以及它为什么从来没有熄灭。'
    chapters ep.mp4 | cmp - chapters
}

@test "the chapters of others come back, and stay with --keep-chapters" {
    edit "$NOTES" ep.mp4
    edit "$M/other.md" ep.mp4
    npe -q --remove ep.mp4
    expect "$(chapters ep.mp4)" 'Old chapter'
    expect "$(show ep.mp4 stream=codec_type | sort -u | xargs)" \
        'codec_type=audio codec_type=data codec_type=video'
    expect "$(tags ep.mp4 | xargs)" 'artist=Old artist genre=Podcast title=Old title'
    same "$M/old.mp4" ep.mp4 0

    edit "$NOTES" ep.mp4 --keep-chapters
    expect "$(chapters ep.mp4)" 'Old chapter'
    expect "$(show ep.mp4 stream=codec_name -select_streams s)" codec_name=mov_text
    # Our own are not somebody's that are kept.
    edit "$NOTES" ep.mp4
    edit "$M/other.md" ep.mp4 --keep-chapters
    expect "$(chapters ep.mp4 | tail -1)" 结尾
}

@test "chapters of others whose text another program has moved: none come back broken" {
    for way in --in-place --replace; do
        cp "$M/old.mp4" ep.mp4
        npe "${P[@]}" $way "$NOTES" ep.mp4
        AtomicParsley ep.mp4 --title "$(printf 'long %.0s' {1..40})" --overWrite >/dev/null
        [ $way = --replace ] || edit "$M/other.md" ep.mp4
        expect_status 0 npe --remove ep.mp4
        [ $way = --in-place ] || expect_has "$stderr" '[restore-moved]'
        # The list without offsets tells them.
        expect "$(chapters ep.mp4)" 'Old chapter'
        same "$M/old.mp4" ep.mp4 0
    done
}

@test "--remove from a copy: what it was made of is back" {
    npe "${P[@]}" -o copy.mp4 "$NOTES" ep.mp4
    npe -q --remove copy.mp4
    expect "$(chapters copy.mp4)" 'Old chapter'
    expect "$(tags copy.mp4)" "$(tags ep.mp4)"
    expect "$(show copy.mp4 stream=codec_name)" "$(show ep.mp4 stream=codec_name)"
    same ep.mp4 copy.mp4 0
    cp copy.mp4 once.mp4
    expect_status 0 npe --remove copy.mp4
    expect_has "$output" "holds nothing of this program's"
    cmp copy.mp4 once.mp4
    # Also where an edit was between, which --undo alone takes back.
    for way in auto libav; do
        npe "${P[@]}" --via $way --force -o copy.mp4 "$NOTES" ep.mp4
        cp copy.mp4 once.mp4
        edit "$M/other.md" copy.mp4
        npe -q --remove copy.mp4
        expect "$(show copy.mp4 stream=codec_name -select_streams s)" ''
        [[ $(chapters copy.mp4) != *结尾* ]]
        npe -q --undo copy.mp4
        cmp copy.mp4 once.mp4
    done
}

@test "chapters.style: a player's flat list" {
    local style
    while IFS=: read -r style want; do
        edit "$NOTES" ep.mp4 --chapter-style "$style"
        expect "$(chapters ep.mp4 | head -2 | paste -sd/)" "$want"
    done <<'END'
flat:开场 & <介绍>/· 灯塔为什么在海底
parents:开场 & <介绍>/问：{答}=是; 不是
children:开场 & <介绍>/灯塔为什么在海底
joined:开场 & <介绍>/开场 & <介绍>：灯塔为什么在海底
END
}

@test "--subs both: the words of the captions are a second track, which goes again" {
    npe -q --audio off --captions "$M/words.srt" --subs both --in-place "$NOTES" ep.mp4
    expect "$(show ep.mp4 stream_tags=language:stream_disposition=default -select_streams s |
        paste -sd' ')" \
        'disposition:default=1|tag:language=zho disposition:default=0|tag:language=eng'
    expect_has "$(words ep.mp4 0)" 海平面
    expect_has "$(words ep.mp4 1 | tr '\n' ' ')" 'It is still shining'
    edit "$NOTES" ep.mp4
    expect "$(show ep.mp4 stream_tags=language -select_streams s)" tag:language=zho
    npe -q --undo ep.mp4
    cmp ep.mp4 "$M/old.mp4"
}

@test "tags are filled in by key; those that nobody asks for stay, freeform ones too" {
    local line
    AtomicParsley ep.mp4 --overWrite --rDNSatom Mine name=MOOD \
        domain=com.example --tracknum 3/9 --encodedBy Me --compilation true >/dev/null
    AtomicParsley ep.mp4 -t | grep -a Atom | sed 's/^[^A]*//' >before
    edit "$M/show.md" ep.mp4
    AtomicParsley ep.mp4 -t >after
    while read -r line; do expect_has "$(cat after)" "$line"; done <before
    expect "$(tags ep.mp4 | grep '^title\|^artist' | xargs)" 'artist=Old artist title=Old title'
    expect_has "$(tags ep.mp4)" 'album=海底电台'
    expect_has "$(tags ep.mp4)" 'description=讲一座建在海底的灯塔'
    expect_has "$(tags ep.mp4)" 'synopsis=讲一座建在海底的灯塔'
    edit "$M/show.md" ep.mp4 --tags replace
    expect "$(tags ep.mp4 | grep '^title\|^artist' | paste -sd/)" \
        'artist=林小满, Ada Park/title=第7期：海底的灯塔'
    expect_has "$(AtomicParsley ep.mp4 -t)" '[com.example;MOOD] contains: Mine'
    npe -q --remove ep.mp4
    AtomicParsley ep.mp4 -t | grep -a Atom | sed 's/^[^A]*//' | sort | diff - <(sort before)
}

@test "MOV: QuickTime's keys, its languages, undo" {
    cp "$M/old.mov" ep.mov
    expect_status 0 npe --audio off --captions none --in-place "$NOTES" ep.mov
    expect_has "$output" 'from        video h264, audio aac'
    expect_has "$(tags ep.mov)" 'title=Old title'
    expect_has "$(tags ep.mov)" 'com.apple.quicktime.creationdate=2024-09-05'
    expect "$(chapters ep.mov | wc -l)" 4
    same "$M/old.mov" ep.mov 0
    edit "$NOTES" ep.mov --tags replace
    expect_has "$(tags ep.mov)" 'title=第7期：海底的灯塔'
    expect "$(tags ep.mov | grep -c '^title=')" 1
    npe -q --undo ep.mov
    cmp ep.mov "$M/old.mov"
}

@test "hard links: asked for, the file changes under all its names; a copy takes one" {
    ln ep.mp4 other.mp4
    expect_status 0 npe "${P[@]:1}" --in-place "$NOTES" ep.mp4
    expect_has "$stderr" '[out-names]'
    expect "$(stat -c %h other.mp4)" 2
    cmp ep.mp4 other.mp4
    npe -q --undo other.mp4
    cmp ep.mp4 "$M/old.mp4"
    expect_status 0 npe "${P[@]:1}" --replace "$NOTES" ep.mp4
    expect_has "$stderr" '[out-hard-links]'
    cmp other.mp4 "$M/old.mp4"
    expect "$(chapters ep.mp4 | wc -l)" 4
}

@test "a symbolic link stays one, and the file behind it is edited" {
    local inode
    mkdir video
    mv ep.mp4 video
    ln -s video/ep.mp4 ep.mp4
    inode=$(stat -c %i video/ep.mp4)
    edit "$NOTES" ep.mp4
    [ -L ep.mp4 ]
    expect "$(stat -c %i video/ep.mp4)" "$inode"
    expect "$(chapters video/ep.mp4 | wc -l)" 4
    npe -q --undo ep.mp4
    [ -L ep.mp4 ]
    cmp video/ep.mp4 "$M/old.mp4"
}

@test "a file that may not be written stays as it is" {
    local as=()
    # Rights count for others than root, who may not look into bats' folders:
    # the file is handed over, opened for reading alone.
    chmod 444 ep.mp4
    if [ "$(id -u)" -eq 0 ]; then
        as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
        chmod 755 .
    fi
    expect_status 3 "${as[@]}" "$NP_PROGRAM" "${P[@]}" --in-place "$NOTES" ep.mp4
    expect_has "$stderr" 'cannot write ep.mp4: permission denied'
    cmp ep.mp4 "$M/old.mp4"
    expect "$(stat -c %a ep.mp4)" 444
}

@test "a file that another process edits is left alone, and nobody waits" {
    local way
    edit "$NOTES" ep.mp4
    cp ep.mp4 before.mp4
    (
        flock -x 9
        for way in --in-place --replace; do
            expect_status 4 npe "${P[@]}" "$way" "$M/other.md" ep.mp4
            expect_has "$stderr" '[media-locked]'
        done
        for way in --undo --remove; do
            expect_status 4 npe -q "$way" ep.mp4
            expect_has "$stderr" '[media-locked]'
        done
        # A copy only reads it.
        npe "${P[@]}" -o copy.mp4 "$M/other.md" ep.mp4
    ) 9<ep.mp4
    cmp ep.mp4 before.mp4
    edit "$M/other.md" ep.mp4
    expect "$(chapters ep.mp4)" "$(chapters copy.mp4)"
}

@test "owner, rights, attributes and time are the file's own, media.times=now changes the time" {
    local was
    [ "$(id -u)" -ne 0 ] || chown 65534:65534 ep.mp4
    chmod 640 ep.mp4
    python3 -c 'import os; os.setxattr("ep.mp4", "user.mine", b"words")'
    touch -d '2001-02-03 04:05:06.789' ep.mp4
    was=$(stat -c '%i %a %u:%g %y' ep.mp4)
    same_file() {
        expect "$(stat -c '%i %a %u:%g %y' ep.mp4)" "$was"
        expect "$(python3 -c 'import os; print(os.getxattr("ep.mp4", "user.mine"))')" \
            "b'words'"
    }
    edit "$NOTES" ep.mp4
    same_file
    npe -q --remove ep.mp4
    same_file
    edit "$NOTES" ep.mp4 --set media.times=now
    [ "$(stat -c %Y ep.mp4)" -gt 1000000000 ]
    npe -q --undo ep.mp4
    same_file
    cmp ep.mp4 "$M/old.mp4"
}

@test "MP4 is edited without FFmpeg's libraries when no check is asked for" {
    opened() {
        ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=openat,open -o opened \
            "$NP_PROGRAM" "${P[@]}" "$@"
        grep -c 'libav\|nopriors-media' opened || true
    }
    expect "$(opened --verify none --in-place "$NOTES" ep.mp4)" 0
    expect "$(opened --verify none -o copy.mp4 "$M/other.md" ep.mp4)" 0
    [ "$(opened --verify quick --in-place "$M/other.md" ep.mp4)" -gt 0 ]
}
