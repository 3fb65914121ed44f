# Protects how captions come to a run: which file is found and taken, that what
# this program wrote never comes back as evidence, what is said about it, and
# that bad files cost nothing but themselves. Which of several files is taken is
# tests/cases/job/captions.tsv's.

# bats file_tags=text
load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$CASES"/cli/files/outline.md .
    # with a few of the original's words, as translations have them: captions
    # fit by these where there is no dictionary
    sed 's/望远镜/&（telescope）/; s/茶馆/&（tea house）/; s/镜子也/镜子（mirror）也/
        s/土星/&（Saturn）/; s/贴纸/&（sticker）/' "$CASES/cli/files/ep.zh.md" >ep.zh.md
}

# Captions of what the notes translate; seconds between the cues.
talk() {
    local step=${1:-5} i=0 line
    while read -r line; do
        printf '%d\n%s --> %s\n%s\n\n' $((++i)) "$(at $(((i - 1) * step)))" \
            "$(at $(((i - 1) * step + step - 1)))" "$line"
    done <<-'END'
	Hello everybody and welcome back.
	Our guest today is Imogen Hale, who runs a tea house.
	It is in the mountains, with a telescope on the roof.
	Thank you. The simplest thing is often the hardest, like boiling water.
	Then the temperature of the water: ninety degrees or a hundred?
	You can taste it. Too hot, and all that is bitter comes out of the leaves.
	Wait two minutes, and the tea is sweet.
	A mirror warmer than the night air makes the stars tremble.
	So every evening I cool the mirror first, drink my tea, and open the roof.
	I hear you lend your telescope to the children of the village?
	When they first see Saturn, they say I put a sticker on the lens.
	I tell them: doubt is the first step of science.
	A lovely sentence. Thank you, see you next time.
	END
}

at() {
    printf '%02d:%02d:%02d,000' $(($1 / 3600)) $(($1 / 60 % 60)) $(($1 % 60))
}

# The captions of a run: taken NAME, or none.
taken() {
    npe --json "$@" 2>/dev/null | jq -r '.captions.name'
}

@test "the report says what was taken; -v does elsewhere, with what was not" {
    talk >ep.en.srt
    : >ep.en.vtt
    expect_status 0 npe ep.zh.md
    expect_has "$output" 'captions    ep.en.srt, English (en), 13 cues'
    expect_status 0 npe -v --dictionary none -o out.srt ep.zh.md
    expect_has "$stderr" 'note: captions: ep.en.srt, English (en), 13 cues, without a dictionary [captions-taken]'
    expect_has "$stderr" 'ep.en.vtt is not taken for captions: there are no words in it [captions-empty]'
    expect_status 0 npe -o out2.srt ep.zh.md
    [[ $stderr != *captions-taken* && $stderr != *captions-empty* ]]
    expect_status 0 npe --captions none ep.zh.md
    [[ $output != *'ep.en.srt'* ]]
}

@test "written files come with a line on what was taken; -q and text do not" {
    talk >ep.en.srt
    expect_status 0 npe --dictionary none -o out.vtt ep.zh.md
    expect_has "$output" $'\ncaptions: ep.en.srt, English (en), 13 cues, without a dictionary'
    expect "$(grep -c . <<<"$output")" 2
    expect_status 0 npe --dictionary none -o out.vtt ep.zh.md # nothing new
    expect "$output" 'out.vtt: already up to date'
    expect_status 0 npe --sync +5 --cuts 0:20+10 --srt --vtt -d . ep.zh.md
    expect_has "$output" $'\nclock: the media is 5.0 s later than the notes, 10.0 s put in at 0:20'
    expect "$(grep -c '^captions: ' <<<"$output")" 1
    expect_status 0 npe --stamp turns -o stamped.md ep.zh.md
    expect_has "$output" 'captions: ep.en.srt, English (en), 13 cues'
    expect_status 0 npe -q --sync +5 --force -o out.vtt ep.zh.md
    expect "$output$stderr" ''
    expect_status 0 npe --sync +5 --vtt ep.zh.md
    [[ $output$stderr != *'captions: '* && $output$stderr != *'clock: '* ]]
}

@test "captions of another language: whether there was a dictionary is said" {
    talk >ep.en.srt
    printf '茶\ttea\n镜子\tmirror\n' >words.tsv
    expect_status 0 npe --dictionary words.tsv ep.zh.md
    expect_has "$output" '13 cues, with the dictionary words.tsv'
    [[ $output != *'make dictionary'* ]]
    expect "$(npe --json --dictionary words.tsv ep.zh.md | jq -r .captions.dictionary)" words.tsv
    expect_status 0 npe -v --dictionary words.tsv --vtt ep.zh.md
    expect_has "$stderr" 'with the dictionary words.tsv [captions-taken]'
    talk | head -n 20 >ep.en.srt # too little to be sure of all
    expect_status 0 npe --dictionary none ep.zh.md # it was their wish
    expect_has "$output" '5 cues, without a dictionary'
    expect_has "$output" 'What would help most'
    [[ $output != *'make dictionary'* ]]
    # nobody's wish: far from the folder with the dictionary
    cp "$NP_PROGRAM" alone
    expect_status 0 ./alone ep.zh.md
    expect_has "$output" 'without a dictionary'
    expect_has "$output" 'make dictionary'
    expect_has "$output" '--dictionary FILE'
    # one language: none is needed
    expect_status 0 npe outline.md --captions ep.en.srt
    [[ $output != *dictionary* ]]
}

@test "captions under another name: said once, with the name they should have" {
    talk >talk.en.srt
    talk >other.en.srt
    cp outline.md other.md # whose they are
    expect_status 0 npe --captions auto ep.zh.md
    expect_has "$(tr -s ' \n' ' ' <<<"$output")" \
        'captions talk.en.srt is here but has another name: ep.en.srt would be taken, or say --captions talk.en.srt'
    [[ $output != *other.en.srt* ]]
    expect_status 0 npe -v --vtt ep.zh.md
    expect_has "$stderr" 'note: talk.en.srt is here but has another name [captions-unpaired]'
    expect_has "$stderr" 'hint: ep.en.srt would be taken, or say --captions talk.en.srt'
    expect_status 0 npe --vtt ep.zh.md
    [[ $stderr != *unpaired* ]]
    # what we wrote, what has no words, what is no captions: not worth a word
    npe --srt --captions none ep.zh.md >mine.srt
    npe --vtt --captions none ep.zh.md >mine.vtt
    : >a.vtt
    echo '{}' >b.json
    talk >'so it is.srt'
    for i in 1 2 3; do talk >"z$i.en.srt"; done
    expect_status 0 npe -v --vtt ep.zh.md
    expect "$(grep -o '.* is here' <<<"$stderr" | sed 's/.*note: //')" \
        "so it is.srt is here
talk.en.srt is here"
    expect_has "$stderr" "--captions 'so it is.srt'"
    for options in '--captions none' '--captions talk.en.srt'; do
        # shellcheck disable=SC2086
        expect_status 0 npe $options ep.zh.md
        [[ $output != *'another name'* ]]
    done
    mv talk.en.srt ep.en.srt # as was advised
    expect "$(taken ep.zh.md)" ep.en.srt
    expect_status 0 npe ep.zh.md
    [[ $output != *'another name'* ]]
}

@test "the proposed download gets captions too, in the language that is spoken" {
    expect_has "$(npe ep.zh.md)" "--write-subs --write-auto-subs --sub-langs 'en,.*-orig' -o"
    mv ep.zh.md ep.md
    echo '{"id": "ab3", "title": "t", "duration": 66, "language": "de-AT"}' >ep.info.json
    expect_has "$(npe ep.md)" "--sub-langs 'de,de-AT,.*-orig' -o"
}

@test "--json has them, whatever -v says" {
    talk >ep.en.srt
    npe --json --dictionary none ep.zh.md >a.json
    expect "$(jq -c .captions a.json)" \
        '{"name":"ep.en.srt","format":"SubRip","language":"en","kind":null,"place":"beside","clock":"notes","cues":13,"dictionary":null,"subtitles":false}'
    npe -v --json --dictionary none ep.zh.md 2>/dev/null | cmp - a.json
    npe --json --captions-clock media ep.zh.md >b.json
    expect "$(jq -r .captions.clock b.json)" media
    expect "$(npe --json outline.md --captions ep.en.srt |
        jq -c '[.captions.place, .captions.subtitles, .cues[0].turn]')" \
        '["given",true,null]'
    expect "$(npe --json --captions none ep.zh.md | jq .captions)" null
}

@test "run twice with sidecars beside the notes: the same bytes" {
    local all=(--vtt --srt --json --chapters-vtt --ffmetadata --youtube)
    expect_status 0 npe "${all[@]}" -d . ep.zh.md
    expect_status 0 npe "${all[@]}" -d . ep.zh.md
    expect "$(grep -c 'already up to date' <<<"$output")" \
        "$(grep -c . <<<"$output")"
    expect "$(taken ep.zh.md)" null
    # … also once captions are there, and the subtitles are theirs
    talk >ep.en-orig.srt
    npe --force "${all[@]}" -d . ep.zh.md
    expect_status 0 npe "${all[@]}" -d . ep.zh.md
    [[ $output != *'B'$'\n'* && $output == *'ep.timeline.json: already up to date'* ]]
    expect "$(taken ep.zh.md)" ep.en-orig.srt
}

@test "an outline and captions: subtitles in the captions' language, and chapters" {
    talk >outline.srt
    expect_status 0 npe --srt --vtt --chapters-vtt -d . outline.md
    expect_has "$output" 'outline.en.srt: SubRip subtitles'
    expect_has "$(cat outline.en.srt)" 'Hello everybody and welcome back.'
    expect_has "$(cat outline.en.vtt)" 'Language: en'
    expect_has "$(cat outline.chapters-vtt)" 'The middle'
    expect_status 0 npe --srt --vtt --chapters-vtt -d . outline.md
    expect "$(grep -c 'already up to date' <<<"$output")" 3
    expect_status 0 npe outline.md
    expect_has "$output" 'made of the captions'
    expect_status 0 npe --check=style outline.md
}

@test "captions are never written over, not even with --force" {
    talk >outline.en.srt
    cp outline.en.srt before
    expect_status 2 npe --force --srt -d . outline.md
    expect_has "$stderr" 'outline.en.srt is a file that is read, and is not written over [same-as-input]'
    cmp outline.en.srt before
    expect_status 0 npe outline.md # nor is it proposed
    [[ $output != *'-o outline.en.srt'* ]]
    mv outline.en.srt outline.srt
    expect_has "$(npe outline.md)" '-o outline.en.srt'
}

@test "--subs: the captions' words beside a dialogue, or not without one" {
    talk >ep.en.srt
    expect_has "$(npe --subs captions --srt ep.zh.md)" 'You can taste it.'
    expect_has "$(npe --srt ep.zh.md)" '大家好'
    expect_status 1 npe --subs notes --captions ep.en.srt --srt outline.md
    expect_has "$stderr" '[no-dialogue]'
    rm ep.en.srt
    expect_status 1 npe --subs captions --srt ep.zh.md
    expect_has "$stderr" 'there are no captions to make subtitles of [no-captions]'
    expect_status 2 npe --subs captions --captions none --srt ep.zh.md
}

@test "captions that are given are taken, whatever they are called" {
    mkdir else
    talk >else/nothing
    talk >ep.en.srt
    expect "$(taken --captions else/nothing ep.zh.md)" nothing
    expect "$(npe --json --captions <(talk) ep.zh.md | jq .captions.cues)" 13
    # of another episode, or what the notes say: it was asked for
    printf '1\n00:00:00,000 --> 00:00:02,000\nSomething else.\n' >other.srt
    expect "$(taken --captions other.srt ep.zh.md)" other.srt
    npe --srt --captions none -o own.srt ep.zh.md
    expect "$(taken --captions own.srt ep.zh.md)" own.srt
}

@test "given, but our own: left alone, and said" {
    npe --vtt --captions none -o own.vtt ep.zh.md
    expect_status 0 npe --json --captions own.vtt ep.zh.md
    expect_has "$stderr" 'warning: own.vtt is left alone: this program wrote it'
    expect "$(jq .captions <<<"$output")" null
}

@test "given, but no captions: exit 3, and what is wrong with it" {
    : >empty.vtt
    printf '\177ELF\0\0\0\0' >binary.srt
    printf 'Just words.\n' >text.srt
    printf '{"events": [{"tStartMs": 0, "se' >cut.json3
    printf '{"wireMagic": "pb3", "events": []}' >none.json3
    printf '1\n00:00:01,000 --> 00:00:02,000\n[Music]\n' >music.srt
    mkdir folder
    while read -r file want; do
        expect_status 3 npe --srt --captions "$file" ep.zh.md
        expect_has "$stderr" "$want"
        expect "$output" ''
    done <<-'END'
	missing.vtt no such file: missing.vtt [file-missing]
	folder folder is a folder [file-folder]
	empty.vtt empty.vtt holds no words that are spoken [captions-empty]
	binary.srt [binary]
	text.srt text.srt is not in a caption format that can be read [caption-format]
	cut.json3 cut.json3:1:31: error: the JSON ends in the middle
	none.json3 [captions-empty]
	music.srt [captions-empty]
	END
}

@test "found, but no captions: the run goes on without, and says so once" {
    for bad in '' '\177ELF\0\0' 'Just words.\n' '{"events": [{"tStartMs": 0, "se'; do
        # shellcheck disable=SC2059
        printf "$bad" >ep.en.json3
        expect_status 0 npe --srt ep.zh.md
        expect_has "$stderr" 'ep.en.json3 is not taken for captions: '
        expect "$(grep -c warning <<<"$stderr")" 1
        expect "$(taken ep.zh.md)" null
        expect_status 0 npe --srt --captions none ep.zh.md
        expect "$stderr" ''
    done
    rm ep.en.json3
    mkfifo ep.en.json3
    expect_status 0 timeout 20 "$NP_PROGRAM" --srt ep.zh.md
}

@test "UTF-16, wrong order, backwards, an hour, 99:59:59.999: taken, and said" {
    talk | iconv -t UTF-16 >ep.en.srt
    expect "$(npe --json ep.zh.md | jq -c '.captions | [.language, .cues]')" '["en",13]'
    talk >sound.srt
    {
        tail -n 8 sound.srt
        printf '91\n00:00:33,000 --> 00:00:32,000\nBackwards it is.\n\n'
        printf '92\n00:01:20,000 --> 01:01:20,000\nThis is an hour.\n\n'
        printf '93\n99:59:59,999 --> 99:59:59,999\nNever.\n\n'
        head -n -8 sound.srt
    } >ep.en.srt
    expect_status 0 npe -v --subs captions --srt ep.zh.md
    for code in unsorted backwards long placeholder; do
        expect_has "$stderr" "[caption-$code]"
    done
    expect_has "$output" 'Backwards it is.'
    [[ $output != *Never* ]]
    expect "$(head -n 3 <<<"$output" | tail -n 1)" 'Hello everybody and welcome back.'
}

@test "a million cues: the limit is said, and found ones are passed over" {
    awk 'BEGIN { for (i = 0; i < 1000000; i++)
        printf "00:%02d:%02d.%03d --> 00:%02d:%02d.%03d\nso it is\n\n",
            i / 60000, i / 1000 % 60, i % 1000,
            (i + 1) / 60000, (i + 1) / 1000 % 60, (i + 1) % 1000 }' >ep.en.srt
    expect_status 3 npe --captions ep.en.srt --srt ep.zh.md
    expect_has "$stderr" 'more than 200000 cues: these are not the captions of one episode [caption-cues]'
    expect_status 0 npe -v --youtube ep.zh.md
    expect_has "$stderr" 'ep.en.srt is not taken for captions: more than 200000 cues'
}

@test "notes from standard input have nothing beside them" {
    talk >notes.en.srt
    talk >-.srt
    expect "$(npe --json - <ep.zh.md | jq .captions)" null
}

@test "commands that are proposed keep the choice" {
    talk >mine.srt
    expect_status 0 npe --captions mine.srt --subs captions outline.md
    expect_has "$output" '--captions mine.srt --subs captions'
}

# Notes that hold what was said beside the translation, in one of two forms.
bilingual() {
    local form=$1 k=0 line text=(大家好，欢迎回来。 今天的客人开着一家茶馆。
        它在山里，屋顶上有望远镜。 谢谢。最简单的事往往最难，比如烧水。
        水有什么讲究，九十度还是一百度？ 你能尝出来。太烫，苦的东西就全跑出来了。
        等两分钟，茶就甜了。 镜子比夜里暖，星星就会发抖。
        所以我每晚先让镜子冷下来，喝完茶，再打开屋顶。
        听说你把望远镜借给孩子？ 他们第一次看见土星，说我贴了贴纸。
        我告诉他们：怀疑是科学的第一步。 真好。谢谢你，下次再见。)
    printf '# 茶馆\n\n- [0:00] 开场\n- [1:00] 告别\n\n## 对话\n\n'
    talk | grep '[a-z]' | while read -r line; do
        printf '**%s:** %s\n\n' "$((k % 2))号" "${text[k++]}"
        # shellcheck disable=SC2059
        printf "$form" "$line"
    done
}

@test "originals beside the translation lead to the captions' times, whatever those look like" {
    talk | tr 'A-Z' 'a-z' | tr -d '.?' | sed '/-->/s/,/./' >bare.srt
    local form
    for form in '<details><summary>原文</summary>\n\n%s\n\n</details>\n\n' '%s\n\n'; do
        bilingual "$form" >two.zh.md
        expect_status 0 npe --json --captions bare.srt two.zh.md
        expect "$(jq -c '[.turns[].sentences[0].start]' <<<"$output")" \
            '[0,5,10,15,20,25,30,35,40,45,50,55,60]'
        expect "$(jq '[.turns[].sentences[] | select(.evidence | index("original"))] | length' <<<"$output")" \
            "$(jq '[.turns[].sentences[]] | length' <<<"$output")"
    done
    expect_status 0 npe --json --captions none two.zh.md
    [[ $output != *'"original"'* ]]
}
