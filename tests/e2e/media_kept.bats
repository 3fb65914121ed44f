# Protects the promise of the main job: chapters, subtitles and metadata go in,
# and all that was in the file stays as it was, in every container. Judges:
# ffprobe (packets, times, side data), mkvmerge, mediainfo.

load helper
load media

setup_file() {
    make_raw
    # Everything an MP4 can have: two languages, the second one late, a cover,
    # somebody's subtitles and chapters, iTunes tags.
    ff -i "$M/raw.mp4" -itsoffset 0.7 -i "$M/raw.mp4" -i "$M/old.srt" \
        -i "$M/cover.jpg" -i "$M/old.meta" -map 0:v -map 0:a:0 -map 1:a:1 \
        -map 2 -map 3 -map_metadata 4 -map_chapters 4 -c copy -c:s mov_text \
        -disposition:v:1 attached_pic -disposition:a:1 comment \
        -metadata:s:a:0 language=eng -metadata:s:a:1 language=zho \
        -metadata:s:s:0 language=eng -movflags faststart "$M/rich.mp4"
    ff -i "$M/raw.mkv" -i "$M/old.srt" -i "$M/old.meta" -map 0:v -map 0:a \
        -map 1 -map 1 -map_metadata 2 -map_chapters 2 -c copy -c:s:1 ass \
        -metadata:s:s:0 language=eng -metadata:s:s:1 language=jpn \
        -metadata:s:s:1 title=Signs -disposition:s:0 forced \
        -attach "$M/cover.png" -metadata:s:t mimetype=image/png "$M/rich.mkv"
    ff -i "$M/raw.mp4" -map 0:v -map 0:a:0 -c copy "$M/plain.mp4"
    # What libavformat reads and writes again without a tick lost.
    ff -i "$M/plain.mp4" -i "$M/old.srt" -i "$M/cover.jpg" -i "$M/old.meta" \
        -map 0 -map 1 -map 2 -map_metadata 3 -map_chapters 3 -c copy \
        -c:s mov_text -disposition:v:1 attached_pic -movflags faststart \
        "$M/again.mp4"
    cp "$M/rich.mkv" "$M/again.mkv"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return
}

@test "MP4 with everything: sound, pictures, cover, tags and others' subtitles stay" {
    npe -q -o out.mp4 "$NOTES" "$M/rich.mp4"
    same "$M/rich.mp4" out.mp4 0
    has_ours "$M/rich.mp4" out.mp4 0
    expect "$(show out.mp4 stream=codec_name | sort | xargs)" \
        "codec_name=aac codec_name=aac codec_name=bin_data codec_name=h264 codec_name=mjpeg codec_name=mov_text codec_name=mov_text"
    # Theirs first, ours behind it.
    expect "$(show out.mp4 stream_tags=language -select_streams s | xargs)" \
        "tag:language=eng tag:language=zho"
    expect "$(ff -i out.mp4 -map 0:s:0 -f srt - | sed -n 3p)" '<i>Old</i> words'
    expect "$(show out.mp4 format_tags=title,artist,genre,comment,date)" \
        'tag:title=Old title|tag:artist=Old artist|tag:genre=Podcast|tag:comment=https://youtu.be/abc123?t=5|tag:date=2024-09-05'
    # The old chapter track is gone: one QuickTime track, which is ours.
    expect "$(show out.mp4 stream=codec_tag_string -select_streams d)" \
        codec_tag_string=text
    ff -i "$M/rich.mp4" -map 0:v:1 -c copy -f image2 in.jpg
    ff -i out.mp4 -map 0:v:1 -c copy -f image2 out.jpg
    cmp in.jpg out.jpg
}

@test "MP4: the index stands in front of a copy, and libav's way leaves it where it was" {
    npe -q -o front.mp4 "$NOTES" "$M/rich.mp4"
    npe -q -o end.mp4 "$NOTES" "$M/plain.mp4"
    boxes() {
        ffprobe -v trace "$1" 2>&1 | grep -o "type:'m[do][ao][tv]' parent:'root'" |
            head -n 1
    }
    expect "$(boxes front.mp4)" "type:'moov' parent:'root'"
    expect "$(boxes end.mp4)" "type:'moov' parent:'root'"
    npe -q --via libav --force -o front.mp4 "$NOTES" "$M/rich.mp4"
    npe -q --via libav --force -o end.mp4 "$NOTES" "$M/plain.mp4"
    expect "$(boxes front.mp4)" "type:'moov' parent:'root'"
    expect "$(boxes end.mp4)" "type:'mdat' parent:'root'"
}

@test "MP4: mediainfo sees language, title, default flag and both kinds of chapters" {
    npe -q -o out.mp4 "$NOTES" "$M/plain.mp4"
    output=$(mediainfo out.mp4)
    expect_has "$output" '简体中文'
    expect_has "$output" 'Language                                 : Chinese'
    expect_has "$output" 'Default                                  : Yes'
    expect_has "$output" 'Count of events                          : 6'
    expect "$(grep -c '· 灯塔为什么在海底' <<<"$output")" 2
}

@test "MKV with everything: attachments, dispositions, titles and subtitles stay" {
    npe -q -o out.mkv "$NOTES" "$M/rich.mkv"
    same "$M/rich.mkv" out.mkv 0
    has_ours "$M/rich.mkv" out.mkv 0
    expect "$(show out.mkv stream=codec_name:stream_tags=language,title:stream_disposition=default,forced -select_streams s)" \
        'codec_name=subrip|disposition:default=0|disposition:forced=1|tag:language=eng
codec_name=ass|disposition:default=0|disposition:forced=0|tag:language=jpn|tag:title=Signs
codec_name=subrip|disposition:default=1|disposition:forced=0|tag:language=chi|tag:title=简体中文'
    output=$(mkvmerge -J out.mkv)
    expect "$(jq -r '.warnings[], .errors[]' <<<"$output")" ''
    expect "$(jq -r '.attachments[].content_type' <<<"$output")" image/png
    expect "$(jq '.chapters[].num_entries' <<<"$output")" 4
    mkvextract out.mkv attachments 1:have.png >/dev/null
    cmp have.png "$M/cover.png"
}

@test "MP4 to MKV and back: times keep one shift, covers and texts find their form" {
    npe -q -o out.mkv "$NOTES" "$M/rich.mp4"
    shift=$("$JUDGE" same "$M/rich.mp4" out.mkv 1)
    has_ours "$M/rich.mp4" out.mkv "$shift"
    expect "$(show out.mkv stream=codec_name:stream_tags=filename | xargs)" \
        "codec_name=h264 codec_name=aac codec_name=aac codec_name=subrip codec_name=subrip codec_name=mjpeg|tag:filename=cover.jpg"
    expect_status 0 npe -v -o back.mp4 --force "$NOTES" out.mkv
    expect_has "$stderr" 'is from an earlier run and is replaced'
    "$JUDGE" same out.mkv back.mp4 1
    expect "$(show back.mp4 stream=codec_name | sort | uniq -c | xargs)" \
        "2 codec_name=aac 1 codec_name=bin_data 1 codec_name=h264 1 codec_name=mjpeg 2 codec_name=mov_text"
}

@test "overlapping cues of somebody's track are taken apart for MP4" {
    expect_status 0 npe -v -o out.mp4 --drop-unsupported "$NOTES" "$M/rich.mkv"
    expect_has "$stderr" 'becomes mov_text: the text stays, styles and positions are lost'
    expect "$(ff -i out.mp4 -map 0:s:0 -f srt - | sed 's/<[^>]*>//g; s/\r//; /^$/d')" \
        '1
00:00:01,000 --> 00:00:03,000
Old words
2
00:00:03,000 --> 00:00:04,000
Old words
at once
3
00:00:04,000 --> 00:00:05,000
at once'
}

@test "M4A, MOV, WebM, MP3, Ogg and Opus" {
    ff -i "$M/plain.mp4" -i "$M/cover.jpg" -map 0:a -map 1 -c copy \
        -disposition:v attached_pic "$M/a.m4a"
    ff -i "$M/plain.mp4" -c copy -metadata:s:a language=ger \
        -timecode 01:00:00:00 "$M/a.mov"
    ff -i "$M/plain.mp4" -c:v libvpx -deadline realtime -cpu-used 8 \
        -c:a libopus "$M/a.webm"
    ff -i "$M/plain.mp4" -i "$M/cover.jpg" -map 0:a -map 1 -c:a libmp3lame \
        -c:v copy -disposition:v attached_pic -metadata album=Alb "$M/a.mp3"
    ff -i "$M/plain.mp4" -vn -c:a libvorbis -metadata title=Old "$M/a.ogg"
    ff -i "$M/plain.mp4" -vn -c:a libopus "$M/a.opus"
    for ext in m4a mov webm mp3 ogg opus; do
        echo "$ext" >&2
        npe -q -o "out.$ext" "$NOTES" "$M/a.$ext"
        same "$M/a.$ext" "out.$ext" 0
    done
    for ext in m4a mov webm; do
        has_ours "$M/a.$ext" "out.$ext" 0
    done
    # No subtitles there; MP3 takes level 1 unless told otherwise.
    npe -q --ffmetadata --chapter-levels 1 "$NOTES" "$M/a.mp3" >want.meta
    expect "$("$JUDGE" chapters out.mp3 want.meta 0)" 3
    npe -q --ffmetadata "$NOTES" "$M/a.opus" >want.meta
    expect "$("$JUDGE" chapters out.opus want.meta 0)" 4
    npe -q --ffmetadata "$NOTES" "$M/a.ogg" >want.meta
    expect "$("$JUDGE" chapters out.ogg want.meta 0)" 4
    expect "$(show out.mp3 format_tags=album,title)" \
        'tag:album=Alb|tag:title=第7期：海底的灯塔'
    expect "$(show out.ogg stream_tags=title)" 'tag:title=Old'
    for ext in m4a mp3; do
        expect "$(show "out.$ext" stream=codec_name -select_streams v)" \
            codec_name=mjpeg
    done
    expect "$(show out.mov stream_tags=timecode -select_streams v)" \
        'tag:timecode=01:00:00:00'
    expect "$(show out.mov stream_tags=language -select_streams a)" \
        'tag:language=ger'
    expect "$(show out.webm stream=codec_name -select_streams s)" \
        codec_name=webvtt
    expect "$(eyeD3 out.mp3 2>/dev/null | grep -c 'Album\|album: Alb')" 1
}

@test "Ogg keeps a cover as a picture in its comments" {
    ff -i "$M/plain.mp4" -vn -c:a libopus a.opus
    npe -q -o a.mka "$NOTES" a.opus
    mkvmerge -q -o b.mka a.mka --attachment-mime-type image/png \
        --attachment-name cover.png --attach-file "$M/cover.png"
    npe -q -o b.opus "$NOTES" b.mka
    ff -i b.opus -map 0:v -c copy have.png
    cmp have.png "$M/cover.png"
}

@test "edit lists, B-frames, rotation, a late start" {
    ff -ss 1.3 -i "$M/plain.mp4" -c copy "$M/edit.mp4"
    ff -i "$M/plain.mp4" -c copy -metadata:s:v rotate=90 "$M/turned.mp4"
    ff -itsoffset 0.333 -i "$M/plain.mp4" -i "$M/plain.mp4" -map 0:v -map 1:a \
        -c copy "$M/late.mp4"
    ff -itsoffset 2 -i "$M/plain.mp4" -c copy -copyts "$M/all-late.mp4"
    for name in edit turned late all-late; do
        echo "$name" >&2
        npe -q -o "$name.mp4" "$NOTES" "$M/$name.mp4"
        same "$M/$name.mp4" "$name.mp4" 0
        has_ours "$M/$name.mp4" "$name.mp4" 0
    done
    expect "$(show turned.mp4 stream_side_data=rotation -select_streams v:0)" \
        "$(show "$M/turned.mp4" stream_side_data=rotation -select_streams v:0)"
    # FFmpeg 5.1 writes no rotation to Matroska: never silently.
    expect_status 4 npe -o turned.mkv "$NOTES" "$M/turned.mp4"
    expect_has "$stderr" '0 (video, h264, rotated)'
    expect_has "$stderr" 'MP4 can'
    for name in edit late all-late; do
        npe -q -o "$name.mkv" "$NOTES" "$M/$name.mp4"
        shift=$("$JUDGE" same "$M/$name.mp4" "$name.mkv" 1)
        has_ours "$M/$name.mp4" "$name.mkv" "$shift"
    done
}

@test "a recorder's clock starts anywhere: MPEG-TS begins at 0 in the copy" {
    ff -i "$M/plain.mp4" -c copy -output_ts_offset 5000 "$M/a.ts"
    npe -q -o out.mp4 "$NOTES" "$M/a.ts"
    has_ours "$M/a.ts" out.mp4 0
    start=$(show out.mp4 stream=start_time -select_streams v | cut -d= -f2)
    # The picture may begin a little after the sound, not seconds.
    [ "${start%%.*}" -eq 0 ]
}

@test "HDR: mastering display and light level stay in MP4 and MKV" {
    ff -f lavfi -i testsrc2=s=128x72:r=25:d=10 -c:v libx265 -pix_fmt yuv420p10le \
        -x265-params 'log-level=none:hdr-opt=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400' \
        -tag:v hvc1 plain.mp4
    mkvmerge -q -o hdr.mkv --max-content-light 0:1000 --max-frame-light 0:400 \
        --max-luminance 0:1000 --min-luminance 0:0.005 \
        --chromaticity-coordinates 0:0.68,0.32,0.265,0.69,0.15,0.06 \
        --white-colour-coordinates 0:0.3127,0.329 plain.mp4
    expect "$(show hdr.mkv stream_side_data=side_data_type -select_streams v | grep -o 'Mastering\|Content' | xargs)" \
        'Content Mastering'
    for ext in mkv mp4; do
        npe -q -o "out.$ext" "$NOTES" hdr.mkv
        "$JUDGE" same hdr.mkv "out.$ext" 1
    done
    npe -q -o again.mp4 "$NOTES" out.mp4
    same out.mp4 again.mp4 0
    # The tag that Apple's players ask for.
    npe -q -o tag.mp4 "$NOTES" plain.mp4
    expect "$(show tag.mp4 stream=codec_tag_string -select_streams v)" \
        codec_tag_string=hvc1
}

@test "--only: the other parts stay the file's own" {
    npe -q --only chapters -o c.mp4 "$NOTES" "$M/rich.mp4"
    expect "$(show c.mp4 stream=codec_name -select_streams s)" codec_name=mov_text
    expect "$(show c.mp4 format_tags=comment)" ''
    npe -q --only subs -o s.mp4 "$NOTES" "$M/rich.mp4"
    expect "$(show s.mp4 chapter_tags=title -show_chapters | grep -o 'title=.*')" \
        'title=Old chapter'
    npe -q --only tags --tags replace -o t.mp4 "$NOTES" "$M/rich.mp4"
    expect "$(show t.mp4 format_tags=title,artist,genre)" \
        'tag:title=第7期：海底的灯塔|tag:artist=林小满, Ada Park|tag:genre=Podcast'
}

@test "the same input gives the same bytes, and a second run changes nothing" {
    for ext in mp4 mkv; do
        npe -q -o "one.$ext" "$NOTES" "$M/again.$ext"
        npe -q -o "two.$ext" "$NOTES" "$M/again.$ext"
        cmp "one.$ext" "two.$ext"
        expect_status 0 npe -o "one.$ext" "$NOTES" "$M/again.$ext"
        expect_has "$output$stderr" 'already up to date'
        # Our own track, chapters and tags are replaced, not added to.
        npe -q -o "three.$ext" "$NOTES" "one.$ext"
        cmp "one.$ext" "three.$ext"
        expect_status 0 npe --replace "$NOTES" "one.$ext"
        expect_has "$output$stderr" 'already up to date'
    done
}

# One container a line: how many runs write, its extension, what ffmpeg makes it
# with. All have tags that the notes do not give, and the name of who wrote the
# file. A fragmented MP4 becomes a plain one by libavformat's hand, whose
# subtitles and chapters the next run, which can edit it then, lays as it does.
containers() {
    cat <<-'END'
	1	mp4	-map 0:v -map 0:a:0 -c copy
	2	mp4	-map 0:v -map 0:a:0 -c copy -movflags frag_keyframe+empty_moov
	1	mov	-map 0:v -map 0:a:0 -c copy -movflags use_metadata_tags
	1	m4a	-map 0:a:0 -c copy
	1	mkv	-map 0:v -map 0:a -c copy
	1	mka	-map 0:a:0 -c copy
	1	webm	-map 0:v -map 0:a:0 -c:v libvpx -b:v 50k -c:a libopus
	1	mp3	-map 0:a:0 -c:a libmp3lame
	1	mp3	-map 0:a:0 -c:a libmp3lame -id3v2_version 4 -write_id3v1 1
	1	ogg	-map 0:a:0 -c:a flac
	1	opus	-map 0:a:0 -c:a libopus
	END
}

@test "--replace again: with nothing new nothing is written" {
    local writing ext options cover run
    while IFS=$'\t' read -r writing ext options; do
        cover=()
        [[ $ext == @(mov|webm) ]] || cover=(--cover "$M/cover.png")
        # shellcheck disable=SC2086
        ff -i "$M/raw.mp4" -i "$M/old.meta" -map_metadata 1 -map_chapters 1 \
            $options -metadata date=2021-03-04 -metadata track=3/9 \
            -metadata comment=Mine -metadata zzz=Last -metadata lyrics=La \
            -metadata encoded_by=Me "ep.$ext"
        for run in 1 2 3; do
            cp "ep.$ext" "before.$ext"
            expect_status 0 npe --replace "${cover[@]}" "$NOTES" "ep.$ext"
            if [ "$run" -gt "$writing" ]; then
                expect_has "$ext $options: $output" 'already up to date'
                cmp "before.$ext" "ep.$ext"
            else
                expect_has "$output" "ep.$ext: written"
            fi
        done
    done < <(containers)
}
