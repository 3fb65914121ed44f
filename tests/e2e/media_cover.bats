# Protects --cover: the picture is where players look for it in each container,
# byte for byte, the old one is gone, and all else stays.

load helper
load media

setup_file() {
    make_raw
    ff -f lavfi -i color=red:s=120x80 -frames:v 1 "$M/new.jpg"
    ff -f lavfi -i color=red:s=120x80 -frames:v 1 "$M/new.png"
    ff -f lavfi -i color=blue:s=32x32 -frames:v 1 "$M/back.png"
    ff -i "$M/raw.mp4" -i "$M/cover.jpg" -map 0:v -map 0:a:0 -map 1 -c copy \
        -disposition:v:1 attached_pic "$M/rich.mp4"
    ff -i "$M/raw.mkv" -map 0:v -map 0:a:0 -c copy -attach "$M/cover.png" \
        -metadata:s:t:0 mimetype=image/png -metadata:s:t:0 filename=cover.png \
        -attach "$M/back.png" -metadata:s:t:1 mimetype=image/png \
        -metadata:s:t:1 filename=back.png "$M/rich.mkv"
    ff -f lavfi -i sine=f=300:d=10 -c:a aac "$M/raw.m4a"
    ff -f lavfi -i sine=f=300:d=10 -i "$M/cover.jpg" -i "$M/back.png" -map 0 \
        -map 1 -map 2 -c:v copy -metadata:s:v:0 comment='Cover (front)' \
        -metadata:s:v:1 comment='Cover (back)' "$M/raw.mp3"
    ff -f lavfi -i sine=f=300:d=10 -c:a libopus "$M/raw.opus"
    ff -f lavfi -i sine=f=300:d=10 -c:a libvorbis "$M/raw.ogg"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

# covers FILE: "codec,width,height" of each picture that is no video.
covers() {
    ffprobe -v error -select_streams v -show_entries \
        stream=codec_name,width,height:stream_disposition=attached_pic \
        -of csv=p=0 "$1" | sed -n 's/,1$//p'
}

# is_cover FILE N PICTURE: the N-th picture (from 0) is PICTURE, byte for byte.
is_cover() {
    ff -i "$1" -map "0:$(ffprobe -v error -select_streams v -show_entries \
        stream=index:stream_disposition=attached_pic -of csv=p=0 "$1" |
        sed -n 's/,1$//p' | sed -n "$(($2 + 1))p")" -c copy -f image2 got.bin
    cmp got.bin "$3"
}

@test "a cover in MP4, M4A, MKV, MP3, Ogg and Opus, from JPEG and PNG, on every way" {
    local in out picture codec via
    for in in rich.mp4 raw.m4a raw.opus raw.ogg; do
        out=out.${in#*.}
        for picture in jpg:mjpeg png:png; do
            codec=${picture#*:} picture=$M/new.${picture%:*}
            for via in auto libav; do
                npe -q --via $via --force --verify full --cover "$picture" \
                    -o "$out" "$NOTES" "$M/$in"
                expect "$(covers "$out")" "$codec,120,80"
                is_cover "$out" 0 "$picture"
            done
        done
    done
    npe -q --cover "$M/new.jpg" -o out.mkv "$NOTES" "$M/rich.mp4"
    expect "$(covers out.mkv)" mjpeg,120,80
    expect "$(show out.mkv stream_tags=filename,mimetype | grep -o 'tag.*cover.*')" \
        "tag:filename=cover.jpg|tag:mimetype=image/jpeg"
}

@test "only the front cover is replaced" {
    npe -q --verify full --cover "$M/new.jpg" -o out.mkv "$NOTES" "$M/rich.mkv"
    expect "$(covers out.mkv | xargs)" "png,32,32 mjpeg,120,80"
    is_cover out.mkv 0 "$M/back.png"
    is_cover out.mkv 1 "$M/new.jpg"
    npe -q --verify full --cover "$M/new.jpg" -o out.mp3 "$NOTES" "$M/raw.mp3"
    expect "$(covers out.mp3 | xargs)" "png,32,32 mjpeg,120,80"
    expect "$(show out.mp3 stream_tags=comment | grep -c 'Cover (front)')" 1
    is_cover out.mp3 1 "$M/new.jpg"
}

@test "in place, and a second run writes nothing" {
    cp "$M/rich.mp4" in.mp4
    npe -q --verify full --in-place --cover "$M/new.png" "$NOTES" in.mp4
    expect "$(covers in.mp4)" png,120,80
    is_cover in.mp4 0 "$M/new.png"
    same "$M/rich.mp4" in.mp4 0
    expect_status 0 npe --in-place --cover "$M/new.png" "$NOTES" in.mp4
    expect_has "$output" 'already up to date'
    npe -q --remove in.mp4
    is_cover in.mp4 0 "$M/cover.jpg"
}

@test "containers without a place say so; what is no picture is refused" {
    expect_status 0 npe --via libav --cover "$M/new.png" -o out.mov "$NOTES" \
        "$M/raw.mp4"
    expect_has "$stderr" '[cover-unsupported]'
    expect "$(covers out.mov)" ''
    printf 'GIF89a' >no.jpg
    expect_status 2 npe --cover no.jpg -o out.mp4 "$NOTES" "$M/raw.mp4"
    expect_has "$stderr" '[cover-unknown]'
    expect_status 3 npe --cover missing.jpg -o out.mp4 "$NOTES" "$M/raw.mp4"
    head -c 200 "$M/new.png" >cut.png
    expect_status 2 npe --cover cut.png -o out.mp4 "$NOTES" "$M/raw.mp4"
    [ ! -e out.mp4 ]
}
