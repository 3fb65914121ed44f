# Tests, checks and measurements. How to add one: tests/README.md.

FUZZ_SECONDS ?= 60
CLANG ?= clang
CLANG_FORMAT ?= clang-format
CLANG_TIDY ?= clang-tidy
TOOLS := tests/tools
C_FILES := $(sort $(shell find src include tests -name node_modules -prune \
  -o -name '*.[ch]' -print))

# What the scripts and tests need to know of the build.
export NP_BUILD := $(abspath $(B))
export NP_PROGRAM := $(abspath $(PROGRAM))
export NP_ROOT := $(CURDIR)

.PHONY: deps demo check unit e2e sanitize fuzz fuzz-replay goldens layers \
  lint format format-check tidy cppcheck bench eval torture

## deps           installs the Debian packages that are missing (root or sudo)
deps:
	@$(TOOLS)/deps build demo test

## demo           makes a sample episode and runs the main job on it
demo:
	@$(TOOLS)/deps build demo
	@$(MAKE) --no-print-directory all dictionary
	@$(TOOLS)/demo

## check          installs what is missing, builds, runs all tests
check:
	@$(TOOLS)/deps build demo test
	@$(MAKE) --no-print-directory dictionary
	@$(TOOLS)/check

# Unit tests: tests/unit/<stage>/test_*.c, each a program that links its stage
# and what the layer table allows, and nothing else.
UNIT_SRC := $(sort $(wildcard tests/unit/*/test_*.c))
UNIT_BIN := $(patsubst tests/unit/%.c,$(B)/unit/%,$(UNIT_SRC))
define unit_rule
$(B)/unit/$(1)/%: tests/unit/$(1)/%.c $$(call archives,$(1) $$(call unit_layers,$(1)))
	@mkdir -p $$(@D)
	$$(call say,TEST)
	$$(Q)$$(CC) $$(CPPFLAGS) -Itests $$(ALL_CFLAGS) -MMD -MP -MF $$@.d $$(LDFLAGS) \
	  -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
	  -lcmocka $$(LIBS_TEXT) -lm -ldl
endef
# The command's own tests stand on the whole library.
unit_layers = $(if $(filter cli,$(1)),$(STAGES),$(LAYER_$(1)))
$(foreach s,$(STAGES) cli,$(eval $(call unit_rule,$(s))))

## unit           unit tests (cmocka)
unit:
	-@$(MAKE) --no-print-directory -k unit-bins
	@$(TOOLS)/run-units $(UNIT_BIN)

SHIM := $(B)/torture/shim.so

# Programs that tests call: tests/support/<name>.c.
HELPER_BIN := $(patsubst tests/support/%.c,$(B)/support/%, \
  $(filter-out %_main.c,$(sort $(wildcard tests/support/*.c))))
$(B)/support/%: tests/support/%.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,TEST)
	$(Q)$(LINK) $(CPPFLAGS) -Itests -MMD -MP -MF $@.d -o $@ $(filter %.c,$^) \
	  $(STATIC) -lcmocka $(LIBS_TEXT) -lm -ldl

## e2e            the program as users run it (bats); E2E=FILE.bats for one
E2E ?= $(wildcard tests/e2e/*.bats)
E2E_TAGS ?=
e2e: all $(HELPER_BIN) $(COMPILER) $(SHIM)
	@$(TOOLS)/run-bats $(if $(E2E_TAGS),--filter-tags $(E2E_TAGS)) $(E2E)

## sanitize       unit tests and the text part of e2e under ASan and UBSan
sanitize:
	@$(MAKE) --no-print-directory SAN=1 B=$(B)/san unit
	@$(MAKE) --no-print-directory SAN=1 B=$(B)/san E2E_TAGS=text e2e

# Fuzz targets: tests/fuzz/<name>.c. For replay each is linked with a main of
# our own, so that any compiler will do.
FUZZ_NAMES := $(patsubst tests/fuzz/%.c,%,$(sort $(wildcard tests/fuzz/*.c)))
FUZZ_BIN := $(addprefix $(B)/fuzz/,$(FUZZ_NAMES))
REPLAY_BIN := $(addprefix $(B)/replay/,$(FUZZ_NAMES))
FUZZ_LINK = $(CC) $(CPPFLAGS) -Itests $(ALL_CFLAGS) -Wno-missing-prototypes \
  -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $(filter %.c,$^)
$(B)/fuzz/%: tests/fuzz/%.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,FUZZ)
	$(Q)$(FUZZ_LINK) -fsanitize=fuzzer $(STATIC) $(LIBS_TEXT) -lm -ldl
$(B)/replay/%: tests/fuzz/%.c tests/support/replay_main.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,FUZZ)
	$(Q)$(FUZZ_LINK) $(STATIC) $(LIBS_TEXT) -lm -ldl

# This one opens files through the media part.
$(B)/fuzz/media $(B)/replay/media: $(MEDIA_PART)

.PHONY: fuzz-bins replay-bins unit-bins
fuzz-bins: $(FUZZ_BIN)
replay-bins: $(REPLAY_BIN)
unit-bins: $(UNIT_BIN)

## fuzz           each target for FUZZ_SECONDS (60); FUZZ=NAME for one
FUZZ ?= $(FUZZ_NAMES)
fuzz:
	@$(MAKE) --no-print-directory SAN=1 B=$(B)/fuzzing CC=$(CLANG) \
	  CFLAGS=-fsanitize=fuzzer-no-link $(addprefix $(B)/fuzzing/fuzz/,$(FUZZ))
	@FUZZ_SECONDS=$(FUZZ_SECONDS) $(TOOLS)/fuzz $(B)/fuzzing $(FUZZ)

## fuzz-replay    corpus and hostile cases through every target, sanitized
fuzz-replay:
	-@$(MAKE) --no-print-directory -k SAN=1 B=$(B)/san replay-bins
	@$(TOOLS)/fuzz-replay $(B)/san $(FUZZ_NAMES)

## goldens        writes the expected outputs anew: read the diff before commit
goldens: unit-bins all
	@NP_GOLDENS=write $(TOOLS)/run-units $(UNIT_BIN)
	@NP_GOLDENS=write $(TOOLS)/run-bats $(E2E)
	@git status --short tests/

## layers         include edges, forbidden calls, headers that stand alone
layers:
	@CC="$(CC)" $(TOOLS)/layers

## format         clang-format on every file
format:
	$(CLANG_FORMAT) -i $(C_FILES)

## lint           clang-format, clang-tidy and cppcheck find nothing
lint: format-check cppcheck tidy

format-check:
	@$(CLANG_FORMAT) --dry-run -Werror $(C_FILES)

CPPCHECK_FLAGS = --quiet --std=c11 --enable=warning,performance,portability \
  --inline-suppr --error-exitcode=1 --suppress=missingIncludeSystem \
  --suppress=internalAstError \
  --suppress=preprocessorErrorDirective:src/media/libav/compat.h \
  -j2 -Iinclude -Isrc \
  -DNP_VERSION='""' -DNP_LIBDIR='""' -DNP_DATADIR='""' -DNP_LOCALEDIR='""'
cppcheck:
	@mkdir -p $(B)/lint/cppcheck
	@cppcheck --cppcheck-build-dir=$(B)/lint/cppcheck $(CPPCHECK_FLAGS) src

# The path-sensitive analyzer is nearly all of clang-tidy's time: TIDY_QUICK=1,
# which check uses, goes without; lint and torture do not.
TIDY_QUICK ?=
TIDY_DIR := $(B)/lint/$(if $(TIDY_QUICK),quick,full)
TIDY := $(patsubst %.c,$(TIDY_DIR)/%.tidy,$(filter src/%.c,$(C_FILES)))
tidy: $(TIDY)
$(TIDY_DIR)/%.tidy: %.c .clang-tidy $(filter %.h %.def,$(C_FILES))
	@mkdir -p $(@D)
	@$(CLANG_TIDY) --quiet $(if $(TIDY_QUICK),'--checks=-clang-analyzer-*') \
	  $< -- $(CPPFLAGS) -std=c11 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

## bench          speed and memory beside ffmpeg and cp, with the targets
bench: all
	@tests/bench/run

## eval           how good the timing is; EVAL='sets variants ablation style'
EVAL ?=
$(B)/eval/%: tests/eval/%.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,EVAL)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(STATIC) \
	  $(LIBS_TEXT) -lm -ldl
eval: all $(B)/eval/timeline $(B)/eval/listen $(MEDIA_PART)
	@tests/eval/run $(EVAL)

## eval-cuts      how well another cut is found by ear; HEARD='NAME=FILE …'
.PHONY: eval-cuts
HEARD ?=
NP_DEVSETS ?= ../shared/devsets
$(B)/eval/sync: tests/eval/sync.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,EVAL)
	$(Q)$(CC) $(CPPFLAGS) -Itests $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(STATIC) \
	  -lcmocka $(LIBS_TEXT) -lm -ldl
eval-cuts: $(B)/eval/sync
	@tests/eval/cuts.py $(B)/eval/sync $(NP_DEVSETS) $(HEARD)

# A failing disk, loaded in front of libc.
$(SHIM): tests/torture/shim.c
	@mkdir -p $(@D)
	$(call say,TEST)
	$(Q)$(CC) -std=c11 -O2 -g -Wall -Wextra -fPIC -shared -o $@ $< -ldl

## torture        what takes too long for check
torture:
	@$(TOOLS)/deps build demo test torture
	@$(MAKE) --no-print-directory all lint torture-edit
	@$(TOOLS)/run-bats $(wildcard tests/torture/*.bats)
	@$(MAKE) --no-print-directory fuzz FUZZ_SECONDS=600

## torture-edit   every way into an MP4 stopped, failed and cut off everywhere
.PHONY: torture-edit
TORTURE ?= # --quick, --way NAME, --kind NAME, --keep FOLDER
torture-edit: all $(SHIM)
	@tests/torture/edit $(PROGRAM) $(SHIM) $(TORTURE)

## matrix         what other programs make of edited MP4 files: case x way x
##                judge; what a browser makes of WebVTT
.PHONY: matrix
MATRIX ?= # --case NAME, --way WAY, --judge NAME, --keep FOLDER
matrix: all
	@$(TOOLS)/deps build demo test torture
	@tests/judges/matrix $(PROGRAM) $(MATRIX)
	@tests/judges/tracks $(PROGRAM)
