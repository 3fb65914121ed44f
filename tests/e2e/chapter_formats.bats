# What other people's readers make of the chapter formats, the outline and the
# table of sentences.

load helper

NOTES=$CASES/media/lighthouse.zh.md

setup() {
    cd "$BATS_TEST_TMPDIR" || exit 1
    npe -q --json "$NOTES" >want.json
}

# sound: ten minutes, for the muxers.
sound() {
    ffmpeg -nostdin -y -v error -f lavfi -i sine=d=600 -c:a libopus -b:a 8k sound.mka
}

chapters() {
    mkvinfo "$1" | grep -c 'Chapter atom'
}

@test "Matroska XML: the DTD, mkvmerge, all levels" {
    npe -q -o ep.chapters.xml "$NOTES"
    dtd=/usr/share/doc/mkvtoolnix/examples/matroskachapters.dtd
    [ -e $dtd ] || { zcat $dtd.gz >chapters.dtd && dtd=chapters.dtd; }
    cp $dtd matroskachapters.dtd
    xmllint --noout --valid ep.chapters.xml
    sound
    mkvmerge -q -o out.mka --chapters ep.chapters.xml sound.mka
    expect "$(chapters out.mka)" "$(jq '.chapters | length' want.json)"
    mkvextract out.mka chapters back.xml
    expect "$(grep -c '<ChapLanguageIETF>zh-Hans<' back.xml)" \
        "$(jq '.chapters | length' want.json)"
}

@test "Matroska: titles in two languages, the first above, for mkvmerge" {
    printf '## Outline\n\n- 0:00 开场\n    - 0:04 嘉宾介绍\n- 0:09 再见\n\n**甲:** 你好。\n\n**乙:** 再见。\n' >two.zh.md
    echo '{"id": "ab3", "duration": 60, "chapters": [
        {"start_time": 0, "end_time": 5, "title": "Welcome & <hello> to all of you"},
        {"start_time": 5.5, "end_time": 8, "title": "Introducing the guest"},
        {"start_time": 30, "end_time": 40, "title": "Elsewhere"}]}' >two.zh.info.json
    npe -q --captions none --bilingual notes-first --matroska-xml -o two.xml two.zh.md 2>/dev/null
    sound
    mkvmerge -q -o out.mka --chapters two.xml sound.mka
    mkvextract out.mka chapters - >back.xml
    expect "$(grep -o '<ChapterString>.*</ChapterString>\|<ChapLanguageIETF>.*</ChapLanguageIETF>' back.xml | sed 's/<[^>]*>//g' | paste -s -d ' ')" \
        '开场 zh-Hans Welcome &amp; &lt;hello&gt; to all of you en 嘉宾介绍 zh-Hans Introducing the guest en 再见 zh-Hans'
    npe -q --captions none --bilingual captions-first --matroska-xml -o two.xml --force two.zh.md 2>/dev/null
    expect "$(sed -n 's/ *<ChapterString>\(.*\)<.*/\1/p' two.xml | head -1)" 'Welcome &amp; &lt;hello&gt; to all of you'
    expect "$(npe -q --captions none --bilingual notes-first --json two.zh.md 2>/dev/null | jq -c '[.chapters[].second]')" \
        '["Welcome & <hello> to all of you","Introducing the guest",null]'
    expect "$(npe -q --captions none --json two.zh.md | jq -c '[.chapters[].second]')" '[null,null,null]'
}

@test "OGM: mkvmerge finds each chapter at its time" {
    npe -q -o ep.ogm.txt "$NOTES"
    sound
    mkvmerge -q -o out.mka --chapter-charset UTF-8 --chapters ep.ogm.txt sound.mka
    expect "$(ffprobe -v error -show_chapters -of json out.mka | jq -c '[.chapters[] | [(.start_time | tonumber), .tags.title]]')" \
        "$(jq -n -c --rawfile t ep.ogm.txt '[$t | split("\n") | map(select(length > 0)) | _nwise(2) | [(.[0] | split("=")[1] | split(":") | (.[0] | tonumber) * 3600 + (.[1] | tonumber) * 60 + (.[2] | tonumber)), (.[1] | sub("^CHAPTER[0-9]*NAME="; ""))]]')"
}

@test "Podcasting 2.0 chapters: the members that the format asks for, in order" {
    npe -q -o ep.chapters.json "$NOTES"
    jq -e '.version == "1.2.0" and (.chapters | length > 0) and
        ([.chapters[] | (.startTime | type) == "number" and (.title | length) > 0] | all) and
        ([.chapters[].startTime] | . == sort)' ep.chapters.json
}

@test "Audacity labels: three columns, the end of each the start of the next" {
    npe -q -o ep.labels.txt "$NOTES"
    awk -F '\t' 'NF != 3 { exit 1 } NR > 1 && $1 != end { exit 1 } { end = $2 }' ep.labels.txt
    expect "$(wc -l <ep.labels.txt)" "$(npe -q --ogm "$NOTES" | grep -c NAME)"
}

@test "OPML: well-formed, all of the outline and the mind map" {
    npe -q -o ep.opml "$NOTES"
    xmllint --noout ep.opml
    expect "$(xmllint --xpath 'count(//outline[@start])' ep.opml)" \
        "$(jq '.chapters | length' want.json)"
    expect "$(xmllint --xpath 'count(//outline)' ep.opml)" \
        "$(jq '(.chapters | length) + (.episode.mind_map | length) + 1 + (if (.episode.mind_map | length) > 0 then 1 else 0 end)' want.json)"
}

@test "the table of sentences: each of them, with its times" {
    npe -q -o ep.sentences.tsv "$NOTES"
    expect "$(grep -vc '^#' ep.sentences.tsv)" \
        "$(jq '[.turns[].sentences[]] | length' want.json)"
    python3 -c '
import csv, json, sys
rows = [r for r in csv.reader(open("ep.sentences.tsv", encoding="utf-8"), delimiter="\t") if not r[0].startswith("#")]
want = [s["text"] for t in json.load(open("want.json"))["turns"] for s in t["sentences"]]
assert [r[3] for r in rows] == want, "texts"
assert all(len(r) == 7 for r in rows), "columns"'
}
