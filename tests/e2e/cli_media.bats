# The command and MEDIA: tests/cases/cli/media-*.case, run in a folder that also
# holds ep.mp4 and ep.webm (a minute of test picture and tone), and what needs
# more than a transcript.

load helper
load cases

export CASE_MEDIA=$BATS_FILE_TMPDIR

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return
    ffmpeg -v error -f lavfi -i testsrc2=s=160x90:d=70:r=25 \
        -f lavfi -i sine=d=70 -shortest -c:v mpeg4 -q:v 10 -c:a aac ep.mp4
    ffmpeg -v error -i ep.mp4 -c:v libvpx -deadline realtime -cpu-used 8 \
        -b:v 100k -c:a libvorbis ep.webm
}

@test "cases: MEDIA" {
    run_cases media
}

@test "Ctrl-C in the middle: exit 130, and neither a half file nor a temporary one" {
    case_folder
    # A job in the background of a script inherits an ignored SIGINT, and the
    # program leaves that as it is.
    expect_status 130 env --default-signal=INT \
        strace -f -o /dev/null -e trace=pwrite64 \
        -e inject=pwrite64:signal=SIGINT:when=3 \
        "$NP_PROGRAM" ep.zh.md ep.mp4
    expect_has "$stderr" 'interrupted; nothing was left behind'
    expect "$(find . -name '*.tmp' -o -name '*nopriors*')" ''
}

@test "SIGTERM and SIGHUP do the same" {
    case_folder
    for signal in SIGTERM SIGHUP; do
        expect_status 130 strace -f -o /dev/null -e trace=pwrite64 \
            -e inject=pwrite64:signal=$signal:when=3 \
            "$NP_PROGRAM" ep.zh.md ep.mp4
        expect "$(find . -name '*.tmp' -o -name '*nopriors*')" ''
    done
}

@test "mpv takes subtitles and chapters straight from the command" {
    case_folder
    output=$(mpv --no-config --vo=null --ao=null --frames=1 --msg-level=all=info \
        --sub-file=<(npe --vtt ep.zh.md) \
        --chapters-file=<(npe --ffmetadata ep.zh.md) \
        --term-playing-msg='chapters=${chapters} track=${current-tracks/sub/codec}' \
        ep.mp4 2>&1)
    expect_has "$output" 'chapters=4 track=webvtt'
}

@test "a disk with too little room for the copy: said before, nothing is left" {
    case_folder
    expect_status 3 on_full_disk 512k "'$NP_PROGRAM' -d full ep.zh.md ep.mp4;
        have=\$?; ls -A full; exit \$have"
    expect_has "$stderr" 'not enough disk space for full/ep.nopriors.mp4'
    expect "$output" ''
}
