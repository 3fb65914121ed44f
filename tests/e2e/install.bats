# Protects `make install` and the library's users: what is installed works from
# its place, shared and static, C and C++, and uninstall leaves nothing.

load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return
    stage=$BATS_TEST_TMPDIR/stage
}

install_to() {
    make -s -C "$NP_ROOT" B="$NP_BUILD" PREFIX=/usr/local "$1" DESTDIR="$stage"
}

pc() {
    PKG_CONFIG_LIBDIR=$stage/usr/local/lib/pkgconfig:$(pkg-config \
        --variable pc_path pkg-config) PKG_CONFIG_SYSROOT_DIR=$stage \
        pkg-config "$@" nopriors
}

# Flags for a copy below DESTDIR; the system's own folders keep their place.
flags() {
    echo "-I$stage/usr/local/include -L$stage/usr/local/lib $*"
}

sample_chapters() {
    npe --youtube --chapter-levels all "$SAMPLES/tea-and-telescopes.zh.md" |
        head -n 3
}

@test "install: program, library, headers, media part, and uninstall takes all" {
    install_to install
    root=$stage/usr/local
    for file in bin/nopriors-export lib/libnopriors.a lib/libnopriors.so \
        lib/pkgconfig/nopriors.pc include/nopriors/nopriors.h \
        lib/nopriors-export/nopriors-media.so \
        share/nopriors-export/profiles/default.ini \
        share/man/man1/nopriors-export.1; do
        [ -e "$root/$file" ] || { echo "missing: $file" >&2; return 1; }
    done
    expect "$(cd "$stage" && find . -path '*work*' -o -name '*.o')" ""
    install_to uninstall
    expect "$(find "$stage" ! -type d)" ""
}

@test "install: the installed program runs from its place" {
    install_to install
    cp "$SAMPLES/tea-and-telescopes.zh.md" n.md
    have=$(env -i PATH=/usr/bin:/bin "$stage/usr/local/bin/nopriors-export" --srt n.md | head -n 1)
    expect "$have" 1
}

@test "install: the dictionary and its licence go along, and away again" {
    mkdir data
    printf '# zh en\n茶 = tea\n' >list.txt
    "$NP_BUILD/compile-dictionary" list.txt data/zh-en.dict
    cp "$NP_ROOT/src/lexicon/compile/zh-en.LICENCE" data/
    for target in install uninstall; do
        make -s -C "$NP_ROOT" B="$NP_BUILD" DICTIONARY="$PWD/data/zh-en.dict" \
            PREFIX=/usr/local DESTDIR="$PWD/stage" $target
        find stage -name 'zh-en.*' | sort
    done >found
    expect "$(cat found)" "stage/usr/local/share/nopriors-export/data/zh-en.LICENCE
stage/usr/local/share/nopriors-export/data/zh-en.dict"
    grep -q 'Attribution-ShareAlike 4.0' data/zh-en.LICENCE
}

@test "install: an example linked with the shared library prints chapters" {
    install_to install
    pc --exists
    cc -std=c11 -Wall -Wextra -Werror "$NP_ROOT/tests/example/chapters.c" \
        $(flags $(pc --libs-only-l)) -o example
    have=$(LD_LIBRARY_PATH=$stage/usr/local/lib ./example \
        "$SAMPLES/tea-and-telescopes.zh.md" | head -n 2)
    expect "$have" "0:00 开场：茶馆楼上的天文台
0:00 节目与嘉宾介绍"
    LD_LIBRARY_PATH=$stage/usr/local/lib ldd example | grep -q libnopriors.so.0
}

@test "install: the same with the static library, as C++ too" {
    install_to install
    libs=$(pc --static --libs-only-l | sed 's/-lnopriors/-l:libnopriors.a/')
    cc -std=c11 "$NP_ROOT/tests/example/chapters.c" $(flags $libs) -o example
    have=$(./example "$SAMPLES/tea-and-telescopes.zh.md" | head -n 1)
    expect "$have" "0:00 开场：茶馆楼上的天文台"
    printf '#include <nopriors/nopriors.h>\nint main() { np_job *j; return np_job_new(&j); }\n' >x.cc
    c++ -std=c++11 x.cc $(flags $libs) -o cxx
    ./cxx
}

@test "install: the shared library shows the public API and nothing else" {
    have=$(nm -D --defined-only "$NP_BUILD"/libnopriors.so.?.* |
        awk '{print $3}' | grep -v '^np_' || true)
    expect "$have" ""
}

@test "layers: an edge, a call and a header that are not allowed are found" {
    mkdir -p top/src/base top/src/notes top/include/nopriors
    cp "$NP_ROOT/src/layers.mk" top/src/
    echo '#include "notes/notes.h"' >top/src/base/a.c
    echo 'int f(void) { return printf("x"); }' >top/src/notes/b.c
    echo '#include <libavformat/avformat.h>' >top/src/notes/c.c
    echo 'static const char *x = "printf(1)"; /* exit(1) */' >top/src/notes/d.c
    echo 'size_t x;' >top/include/nopriors/e.h
    expect_status 1 "$NP_ROOT/tests/tools/layers" top
    expect_has "$output" 'src/base/a.c: base may not include "notes/notes.h"'
    expect_has "$output" 'src/notes/b.c: line 1: printing'
    expect_has "$output" 'src/notes/c.c: libav'
    expect_has "$output" 'e.h alone'
    expect_has "$output" 'layers: 1 passed, 5 failed'
}
