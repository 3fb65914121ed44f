# nopriors-export: build, test, install. `make help` lists the targets.

B ?= build
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
PKG_CONFIG ?= pkg-config
VERSION := 0.1.0

include src/layers.mk

STAGES := base profile notes captions timeline cues export media job
LIBS_TEXT := $(shell $(PKG_CONFIG) --libs libcmark icu-uc yaml-0.1) -liniparser
LIBS_AV := $(shell $(PKG_CONFIG) --libs libavformat libavcodec libavutil)

OPT ?= -O2 -g
WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
  -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
  -Wformat=2 -Wundef -Wvla -Wnull-dereference -Wdouble-promotion -Werror
CPPFLAGS += -Iinclude -Isrc -D_XOPEN_SOURCE=700 \
  -DNP_VERSION='"$(VERSION)"'
ALL_CFLAGS = -std=c11 $(OPT) $(WARN) -fPIC -fvisibility=hidden $(CFLAGS)

src_of = $(sort $(wildcard src/$(1)/*.c))
obj_of = $(patsubst src/%.c,$(B)/obj/%.o,$(call src_of,$(1)))
archives = $(foreach s,$(1),$(B)/obj/$(s).a)

.PHONY: all help clean unit layers format format-check
all: $(B)/nopriors-export $(B)/nopriors-media.so

help:
	@sed -n 's/^## //p' Makefile

$(B)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

define stage_rule
$(B)/obj/$(1).a: $$(call obj_of,$(1))
	@rm -f $$@ && mkdir -p $$(@D)
	$$(AR) rcs $$@ $$^
endef
$(foreach s,$(STAGES) cli media/libav,$(eval $(call stage_rule,$(s))))

$(B)/libnopriors.a: $(foreach s,$(STAGES),$(call obj_of,$(s)))
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/nopriors-export: $(call obj_of,cli) $(B)/libnopriors.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_TEXT) -lm -ldl

# The part that knows libav: loaded when MEDIA is given, and never else.
$(B)/nopriors-media.so: $(call obj_of,media/libav) $(call archives,base)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(LIBS_AV) \
	  $(LIBS_TEXT) -lm

# Unit tests: tests/unit/<stage>/*.c, each a program that links its stage and
# what the layer table allows, and nothing else.
UNIT_SRC := $(sort $(wildcard tests/unit/*/*.c))
UNIT_BIN := $(patsubst tests/unit/%.c,$(B)/unit/%,$(UNIT_SRC))
define unit_rule
$(B)/unit/$(1)/%: tests/unit/$(1)/%.c $$(call archives,$(1) $$(LAYER_$(1)))
	@mkdir -p $$(@D)
	$$(CC) $$(CPPFLAGS) -Itests $$(ALL_CFLAGS) -MMD -MP $$(LDFLAGS) -o $$@ $$< \
	  -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group -lcmocka \
	  $$(LIBS_TEXT) -lm -ldl
endef
$(foreach s,$(STAGES),$(eval $(call unit_rule,$(s))))

unit: $(UNIT_BIN)
	@for t in $^; do $$t || exit 1; done

clean:
	rm -rf $(B)

format:
	clang-format -i $$(git ls-files '*.c' '*.h')

format-check:
	clang-format --dry-run -Werror $$(git ls-files '*.c' '*.h')

-include $(shell find $(B) -name '*.d' 2>/dev/null)
