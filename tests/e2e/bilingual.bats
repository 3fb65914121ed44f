# Protects subtitles in two languages and Chinese in its other script as users
# run them: what each format shows, what is said when there is nothing to show,
# that bad OpenCC ends nothing but the run.

# bats file_tags=text
load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$CASES/matching/chinese-captions.md" ep.md
    cp "$CASES/matching/chinese-captions.vtt" ep.zh.vtt
    cp "$CASES/cli/files/ep.zh.md" tea.md
}

@test "one cue holds both, the one that is named first above" {
    expect_status 0 npe --vtt --dictionary none --bilingual notes-first ep.md
    expect "$stderr" ''
    expect_has "$output" $'And when nobody did?\n<c.second>要是没人去呢</c>\n'
    expect_status 0 npe --srt --dictionary none --bilingual captions-first ep.md
    expect_has "$output" $'要是没人去呢\nAnd when nobody did?\n'
    expect_status 0 npe --json --dictionary none --bilingual notes-first ep.md
    expect "$(jq -c '.cues[] | select(.lines[0] == "And when nobody did?") | .second' \
        <<<"$output")" '["要是没人去呢"]'
}

@test "no two cues at one time, and the summary says how many have both" {
    expect_status 0 npe --bilingual notes-first --dictionary none -o out.srt ep.md
    expect_has "$output" 'languages: two, in '
    expect "$(grep -e '-->' out.srt | sort -u | wc -l)" "$(grep -ce '-->' out.srt)"
}

@test "a profile may ask for it, and --bilingual no wins" {
    printf '[subtitles]\nbilingual = captions-first\n' >two.ini
    expect_status 0 npe --vtt --dictionary none --profile ./two.ini ep.md
    expect_has "$output" $'要是没人去呢\n<c.second>And when'
    expect_status 0 npe --vtt --dictionary none --profile ./two.ini --bilingual no ep.md
    [[ $output != *谢谢* ]]
    expect_status 2 npe --vtt --bilingual both ep.md
    expect_has "$stderr" 'notes-first'
}

@test "without captions, with captions in the same language, without a dialogue: said" {
    expect_status 0 npe --vtt --bilingual notes-first tea.md
    expect_has "$stderr" 'there are neither captions nor originals'
    expect_has "$stderr" 'hint: --captions FILE names captions'
    expect_has "$output" '最简单的事情往往最难'
    cp "$CASES/matching/advertisement.vtt" same.vtt
    expect_status 0 npe --vtt --bilingual notes-first --captions same.vtt ep.md
    expect_has "$stderr" 'same.vtt is in that of the notes'
    expect_status 0 npe --vtt --bilingual notes-first --subs captions ep.md
    expect_has "$stderr" 'they are made of the captions alone'
}

@test "Chinese in another script: subtitles, chapters, metadata, names, language" {
    expect_status 0 npe --vtt --script hant tea.md
    expect_has "$output" 'Language: zh-Hant'
    expect_has "$output" '謝謝邀請'
    [[ $output != *谢谢* ]]
    expect_status 0 npe --ffmetadata --script hant-tw tea.md
    expect_has "$output" '水溫為什麼要緊'
    expect_status 0 npe --json --script hant-hk tea.md
    expect "$(jq -r .episode.language <<<"$output")" zh-Hant-HK
    expect_has "$(jq -r '.episode.title' <<<"$output")" '茶與星'
    expect_has "$(jq -r '.episode.people[].about' <<<"$output")" '變星觀測者'
}

@test "another script changes no time" {
    for script in as-is hant hant-tw hant-hk; do
        npe --json --script "$script" tea.md |
            jq -c '[.turns[].sentences[] | .start, .end], [.chapters[].start]' \
                >"$script.times"
        cmp as-is.times "$script.times"
    done
}

@test "the captions' Chinese is converted too, in cues of two languages and alone" {
    expect_status 0 npe --vtt --dictionary none --bilingual notes-first --script hant ep.md
    expect_has "$stderr" '--script changes nothing'
    expect_has "$output" '謝謝'
    expect_status 0 npe --vtt --dictionary none --subs captions --script hant ep.md
    expect_has "$output" 'Language: zh-Hant'
    expect_has "$output" '謝謝'
}

@test "text that is written so already is left as it is" {
    expect_status 0 npe --vtt tea.md
    local plain=$output
    expect_status 0 npe --vtt --script hans tea.md
    expect "$output" "$plain"
}

# An OpenCC of our own, found before the real one: libopencc.so.1.1 from C.
fake_opencc() {
    mkdir -p lib
    cc -shared -fPIC -o lib/libopencc.so.1.1 -x c - <<<"$1"
    export LD_LIBRARY_PATH=$PWD/lib
}

@test "OpenCC's data is missing: an error with a hint" {
    fake_opencc 'void *opencc_open(const char *c) { (void)c; return (void *)-1; }
        int opencc_close(void *o) { (void)o; return 0; }
        char *opencc_convert_utf8(void *o, const char *s, unsigned long n)
        { (void)o; (void)s; (void)n; return 0; }
        void opencc_convert_utf8_free(char *s) { (void)s; }
        const char *opencc_error(void) { return "s2t.json not found"; }'
    expect_status 3 npe --vtt --script hant tea.md
    expect "$output" ''
    expect_has "$stderr" 's2t.json not found'
    expect_has "$stderr" 'libopencc-data'
    # who does not ask for it does not need it
    expect_status 0 npe --vtt tea.md
}

@test "OpenCC is missing, or fails: an error, and no file" {
    fake_opencc 'int nothing_that_we_know;'
    expect_status 3 npe --script hant -o out.srt tea.md
    expect_has "$stderr" 'needs OpenCC'
    expect_has "$stderr" 'hint: install it: libopencc1.1'
    [ ! -e out.srt ]
    fake_opencc 'void *opencc_open(const char *c) { (void)c; return "x"; }
        int opencc_close(void *o) { (void)o; return 0; }
        char *opencc_convert_utf8(void *o, const char *s, unsigned long n)
        { (void)o; (void)s; (void)n; return 0; }
        void opencc_convert_utf8_free(char *s) { (void)s; }
        const char *opencc_error(void) { return "out of order"; }'
    expect_status 3 npe --script hant -o out.srt tea.md
    expect_has "$stderr" 'OpenCC cannot convert the text: out of order'
}
