# nopriors-export: build and install. Tests and their tools: tests/tests.mk;
# who may include whom: src/layers.mk. `make help` lists the targets.
#
#   B=DIR      build somewhere else      PREFIX, DESTDIR   where install puts it
#   SAN=1      with ASan and UBSan       CC, CFLAGS, OPT   as usual
#   V=1        show the commands

VERSION := 0.1.0
SOVERSION := 0

, := ,
SAN ?=
B ?= $(if $(SAN),build/san,build)
# One name for it, or what one run of make wrote of dependencies another would
# not know.
override B := $(patsubst $(CURDIR)/%,%,$(B))
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
AR ?= ar
PKG_CONFIG ?= pkg-config
INSTALL ?= install

BINDIR = $(PREFIX)/bin
LIBDIR = $(PREFIX)/lib
INCLUDEDIR = $(PREFIX)/include
DATADIR = $(PREFIX)/share
PARTDIR = $(LIBDIR)/nopriors-export
PROFILEDIR = $(DATADIR)/nopriors-export/profiles
DICTIONARYDIR = $(DATADIR)/nopriors-export/data

.DEFAULT_GOAL := all
include src/layers.mk

STAGES := base script profile notes captions lexicon matching timeline clock cues export media job

pc = $(shell $(PKG_CONFIG) $(1) 2>/dev/null)
LIBS_TEXT := $(call pc,--libs libcmark icu-uc yaml-0.1 jansson) -liniparser
LIBS_AV = $(call pc,--libs libavformat libavcodec libavutil)

V ?=
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(patsubst $(CURDIR)/%,%,$@))

OPT ?= $(if $(SAN),-O1 -g,-O2 -g)
WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
  -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
  -Wformat=2 -Wundef -Wvla -Wnull-dereference -Wdouble-promotion -Werror
CPPFLAGS += -Iinclude -Isrc -D_XOPEN_SOURCE=700 \
  -DNP_VERSION='"$(VERSION)"' -DNP_LIBDIR='"$(PARTDIR)"' \
  -DNP_DATADIR='"$(DATADIR)/nopriors-export"' \
  -DNP_LOCALEDIR='"$(DATADIR)/locale"'
# The sanitizers' extra code confuses warnings: the plain build judges those.
ifneq ($(SAN),)
WARN := $(filter-out -Werror,$(WARN)) -w
endif
SAN_FLAGS := $(if $(SAN),-fsanitize=address$(,)undefined \
  -fno-sanitize-recover=all -fno-omit-frame-pointer)
# Nobody asks for the errno of sqrt(), whose calls keep loops from being
# vectorized; no result changes.
ALL_CFLAGS = -std=c11 $(OPT) $(FAST) $(WARN) -fPIC -fvisibility=hidden \
  -fno-math-errno $(SAN_FLAGS) $(CFLAGS)
LINK = $(CC) $(ALL_CFLAGS) $(LDFLAGS)

# Folders inside a stage that are part of it; others are their own.
SUB_media := mp4 mp4/edit matroska
SUB_cues := places second check
src_of = $(sort $(wildcard src/$(1)/*.c $(SUB_$(1):%=src/$(1)/%/*.c)))
obj_of = $(patsubst src/%.c,$(B)/obj/%.o,$(call src_of,$(1)))
archives = $(foreach s,$(1),$(B)/obj/$(s).a)

PROGRAM := $(B)/nopriors-export
MEDIA_PART := $(B)/nopriors-media.so
STATIC := $(B)/libnopriors.a
SHARED := $(B)/libnopriors.so.$(VERSION)
PROFILES := $(patsubst profiles/%,$(B)/profiles/%,$(wildcard profiles/*.ini))

# What a stage adds to the build (man page, completions, translations) is in
# its own rules.mk, which appends to these: files in $(B).
MAN_PAGES :=
BASH_COMPLETIONS :=
ZSH_COMPLETIONS :=
FISH_COMPLETIONS :=
MO_FILES := # $(B)/locale/<language>/LC_MESSAGES/nopriors-export.mo
-include $(sort $(wildcard src/*/rules.mk src/*/*/rules.mk))
DOCS = $(MAN_PAGES) $(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) \
  $(FISH_COMPLETIONS) $(MO_FILES)

.PHONY: all help install uninstall clean
## all            the program, its media part, the library (default)
all: $(PROGRAM) $(MEDIA_PART) $(STATIC) $(SHARED) $(PROFILES) $(DOCS)

## help           this list
help:
	@sed -n 's/^## //p' Makefile src/lexicon/compile/rules.mk tests/tests.mk

# Objects are made again when what they are compiled with changes.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(CPPFLAGS) $(ALL_CFLAGS))' | cmp -s - $@ || \
	  echo '$(subst ','\'',$(CC) $(CPPFLAGS) $(ALL_CFLAGS))' > $@
.PHONY: FORCE
FORCE:

$(B)/obj/%.o: src/%.c $(B)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The innermost loops, twice as fast by vectors.
$(addprefix $(B)/obj/,media/level.o media/libav/decode.o matching/lattice.o \
  matching/lattice_back.o matching/row.o timeline/starts_weigh.o \
  timeline/align.o timeline/align_back.o timeline/curve.o): private FAST := -O3

define stage_rule
$(B)/obj/$(1).a: $$(call obj_of,$(1))
	@rm -f $$@ && mkdir -p $$(@D)
	@$$(AR) rcs $$@ $$^
endef
$(foreach s,$(STAGES) cli media/libav,$(eval $(call stage_rule,$(s))))

LIB_OBJ := $(foreach s,$(STAGES),$(call obj_of,$(s)))
$(STATIC): $(LIB_OBJ)
	$(call say,AR)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(SHARED): $(LIB_OBJ)
	$(call say,LINK)
	$(Q)$(LINK) -shared -Wl,-soname,libnopriors.so.$(SOVERSION) -o $@ $^ \
	  $(LIBS_TEXT) -lm -ldl

$(PROGRAM): $(call obj_of,cli) $(STATIC)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBS_TEXT) -lm -ldl

# The part that knows libav: loaded when MEDIA is given, and never else.
$(MEDIA_PART): $(call obj_of,media/libav) $(B)/obj/media/overlap.o \
  $(B)/obj/media/level.o $(call archives,base)
	$(call say,LINK)
	$(Q)$(LINK) -shared -o $@ $^ $(LIBS_AV) $(LIBS_TEXT) -lm \
	  -pthread

$(B)/profiles/%: profiles/%
	@mkdir -p $(@D)
	@cp $< $@

define PC_TEXT
prefix=$(PREFIX)
libdir=$${prefix}/lib
includedir=$${prefix}/include

Name: nopriors
Description: Interview notes to timed subtitles and chapters
Version: $(VERSION)
Cflags: -I$${includedir}
Libs: -L$${libdir} -lnopriors
Requires.private: libcmark, icu-uc, yaml-0.1, jansson
Libs.private: -liniparser -lm -ldl
endef
export PC_TEXT

# to_dir: MODE, DIRECTORY, FILES
to_dir = $(if $(3),$(INSTALL) -d $(DESTDIR)$(2) && \
  $(INSTALL) -m $(1) $(3) $(DESTDIR)$(2))

## install        under PREFIX (/usr/local), below DESTDIR if given
install: all
	$(call to_dir,755,$(BINDIR),$(PROGRAM))
	$(call to_dir,644,$(LIBDIR),$(STATIC))
	$(call to_dir,755,$(LIBDIR),$(SHARED))
	ln -sf $(notdir $(SHARED)) $(DESTDIR)$(LIBDIR)/libnopriors.so.$(SOVERSION)
	ln -sf libnopriors.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/libnopriors.so
	$(INSTALL) -d $(DESTDIR)$(LIBDIR)/pkgconfig
	echo "$$PC_TEXT" > $(DESTDIR)$(LIBDIR)/pkgconfig/nopriors.pc
	$(call to_dir,644,$(INCLUDEDIR)/nopriors,$(wildcard include/nopriors/*.h))
	$(call to_dir,755,$(PARTDIR),$(MEDIA_PART))
	$(call to_dir,644,$(PROFILEDIR),$(PROFILES))
	$(call to_dir,644,$(DATADIR)/man/man1,$(MAN_PAGES))
	$(call to_dir,644,$(DATADIR)/bash-completion/completions,$(BASH_COMPLETIONS))
	$(call to_dir,644,$(DATADIR)/zsh/site-functions,$(ZSH_COMPLETIONS))
	$(call to_dir,644,$(DATADIR)/fish/vendor_completions.d,$(FISH_COMPLETIONS))
	$(call to_dir,644,$(DICTIONARYDIR),$(wildcard $(DICTIONARY) \
	  $(DICTIONARY:.dict=.LICENCE)))
	for mo in $(patsubst $(B)/%,%,$(MO_FILES)); do \
	  $(INSTALL) -D -m 644 $(B)/$$mo $(DESTDIR)$(DATADIR)/$$mo || exit 1; done

## uninstall      removes what install put there
uninstall:
	rm -f $(addprefix $(DESTDIR), $(BINDIR)/nopriors-export \
	  $(LIBDIR)/libnopriors.a $(LIBDIR)/libnopriors.so* \
	  $(LIBDIR)/pkgconfig/nopriors.pc \
	  $(addprefix $(DATADIR)/man/man1/,$(notdir $(MAN_PAGES))) \
	  $(addprefix $(DATADIR)/bash-completion/completions/,$(notdir $(BASH_COMPLETIONS))) \
	  $(addprefix $(DATADIR)/zsh/site-functions/,$(notdir $(ZSH_COMPLETIONS))) \
	  $(addprefix $(DATADIR)/fish/vendor_completions.d/,$(notdir $(FISH_COMPLETIONS))) \
	  $(addprefix $(DATADIR)/,$(patsubst $(B)/%,%,$(MO_FILES))))
	rm -rf $(addprefix $(DESTDIR),$(INCLUDEDIR)/nopriors $(PARTDIR) \
	  $(DATADIR)/nopriors-export)

## clean          removes the build folder
clean:
	rm -rf $(B)

include tests/tests.mk

-include $(shell find $(B) -name '*.d' 2>/dev/null)
