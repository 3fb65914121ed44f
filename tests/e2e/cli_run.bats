# Protects what a transcript cannot show: what the text path loads and costs,
# rights, and the terminal.

# bats file_tags=text
load helper
load cases

setup() {
    case_folder
}

# As a user for whom rights count, which root is not.
as_user() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    else
        "$@"
    fi
}

@test "the text path maps neither libav nor the media part, and no catalogue" {
    LD_DEBUG=files LD_DEBUG_OUTPUT=$PWD/loaded LC_ALL= LANG=zh_CN.UTF-8 \
        npe --vtt ep.zh.md >/dev/null
    grep -qs 'libcmark' loaded.* # the log tells what is loaded
    ! grep -E 'libav|libsw|nopriors-media' loaded.*
    ASAN_OPTIONS=detect_leaks=0 LC_ALL= LANG=zh_CN.UTF-8 strace -f -e trace=openat,open -o opened \
        "$NP_PROGRAM" --vtt ep.zh.md >/dev/null
    ! grep -E 'locale|\.mo"' opened
}

@test "MEDIA loads the media part and nothing else does" {
    LD_DEBUG=files LD_DEBUG_OUTPUT=$PWD/loaded npe --check ep.zh.md >/dev/null
    ! grep -E 'nopriors-media' loaded.*
}

@test "notes that may not be read: exit 3" {
    chmod 755 "$BATS_TEST_TMPDIR" . && chmod 000 ep.zh.md
    as_user test -x "$NP_PROGRAM" || skip "the build folder is private"
    expect_status 3 as_user "$NP_PROGRAM" --vtt ep.zh.md
    expect_has "$stderr" 'cannot read ep.zh.md: permission denied [file-unreadable]'
}

@test "a folder that may not be written to: exit 3, and nothing is left there" {
    chmod 755 "$BATS_TEST_TMPDIR" . && mkdir -m 555 fixed
    as_user test -x "$NP_PROGRAM" || skip "the build folder is private"
    expect_status 3 as_user "$NP_PROGRAM" --vtt --srt -d fixed ep.zh.md
    expect_has "$stderr" 'permission denied [file-unwritable]'
    expect "$(ls -A fixed)" ''
}

@test "a full disk: exit 3, and no half file" {
    expect_status 3 on_full_disk 4k "'$NP_PROGRAM' --json -d full ep.zh.md;
        have=\$?; ls -A full; exit \$have"
    expect_has "$stderr" 'the disk is full [file-unwritable]'
    expect "$output" ''
}

@test "a FIFO is waited for, but not after Ctrl-C or SIGTERM: exit 130" {
    mkfifo fifo
    for signal in SIGINT SIGTERM SIGHUP; do
        expect_status 130 env --default-signal="${signal#SIG}" \
            ASAN_OPTIONS=detect_leaks=0 \
            strace -f -o /dev/null -e trace=poll,ppoll \
            -e inject=poll,ppoll:signal=$signal:when=2 \
            "$NP_PROGRAM" --srt -o fifo ep.zh.md
        expect_has "$stderr" interrupted
    done
    # its reader is there, but takes nothing
    exec 4<>fifo
    head -c 65536 /dev/zero >&4
    expect_status 130 env --default-signal=INT ASAN_OPTIONS=detect_leaks=0 \
        strace -f -o /dev/null -e trace=poll,ppoll \
        -e inject=poll,ppoll:signal=SIGINT:when=2 \
        "$NP_PROGRAM" --srt -o fifo ep.zh.md
    exec 4>&-
    cat fifo >read &
    npe -q --srt -o fifo ep.zh.md
    wait
    npe --srt ep.zh.md | cmp - read
}

@test "on a terminal: colours, and its width" {
    script -qec "stty cols 50; '$NP_PROGRAM' ep.zh.md" /dev/null \
        </dev/null >typed
    grep -q $'\e\\[1m' typed
    expect "$(sed 's/\x1b\[[0-9;]*m//g; s/\r//' typed |
        awk 'length > 60 && !/nopriors-export|yt-dlp/' | wc -l)" 0
    TERM=dumb script -qec "'$NP_PROGRAM' ep.zh.md" /dev/null </dev/null >typed
    ! grep -q $'\e' typed
}

@test "the same run twice gives the same bytes, in every locale and zone" {
    for format in vtt srt json chapters-vtt ffmetadata youtube; do
        npe --$format ep.zh.md >first
        LC_ALL=zh_CN.UTF-8 TZ=Asia/Shanghai npe --$format ep.zh.md >second
        cmp first second
    done
}

@test "every message has a Chinese translation with the same places for values" {
    "$NP_ROOT/src/cli/po/extract" "$PWD/all.pot" \
        "$NP_ROOT"/src/*/*.c "$NP_ROOT"/src/*/*.h "$NP_ROOT"/src/*/*.def
    msgmerge --quiet --no-fuzzy-matching -o merged.po \
        "$NP_ROOT/src/cli/po/zh_CN.po" all.pot
    expect "$(msgattrib --untranslated --no-obsolete merged.po)" ''
    expect "$(msgattrib --only-fuzzy --no-obsolete merged.po)" ''
    [ "$(msgattrib --translated --no-obsolete merged.po | grep -c '^msgid')" -gt 200 ]
    msgattrib --no-obsolete --no-wrap merged.po | awk '
        function places(text, found, n, i, list) {
            delete found
            while (match(text, /\{[0-9]\}/)) {
                found[substr(text, RSTART + 1, 1)] = 1
                text = substr(text, RSTART + 3)
            }
            for (i = 0; i < 10; i++) list = list ((i in found) ? i : "")
            return list
        }
        # where there is a plural it counts: its translation says both, and
        # one such thing in English needs no number
        /^msgid "/ || /^msgid_plural "/ { id = $0 }
        /^msgstr/ && id != "msgid \"\"" && places(id) != places($0) {
            print id, $0
            wrong = 1
        }
        END { exit wrong }'
}

# effects.def and the formats' rows, held against what the program writes.
@test "an option is said to have no effect just where it has none" {
    local option format plain other said n=0
    cp "$BATS_TEST_DIRNAME/../cases/cli/files/ep.zh.md" ep.md
    sed -i 's/^  - \[0:31\]/  - [0:36]/' ep.md
    for option in speaker=always speaker=dash chapter-style=joined \
        set=subtitles.line-length=8 set=subtitles.shortest=2s script=hant; do
        for format in $(npe --list-formats | awk '$1 ~ /^--/ { print substr($1, 3) }'); do
            plain=$(npe "--$format" ep.md 2>/dev/null)
            other=$(npe "--$option" "--$format" ep.md 2>said)
            said=0
            grep -q 'no-effect' said && said=1
            if [ "$plain" = "$other" ] && [ $said = 0 ] ||
                [ "$plain" != "$other" ] && [ $said = 1 ]; then
                echo "--$option --$format: said $said"
                return 1
            fi
            n=$((n + 1))
        done
    done
    [ "$n" -ge 100 ]
}
