# The man page and the completions, made from the tables by a program that is
# neither installed nor part of the library.
DOCS_OBJ := $(patsubst src/%.c,$(B)/obj/%.o,$(sort $(wildcard src/cli/docs/*.c)))
DOCS_PROGRAM := $(B)/nopriors-docs
$(DOCS_PROGRAM): $(DOCS_OBJ) $(STATIC)
	$(call say,LINK)
	$(Q)$(LINK) -o $@ $^ $(LIBS_TEXT) -lm -ldl

define docs_rule
$(1): src/cli/docs/$(2) $(DOCS_PROGRAM)
	$$(call say,DOCS)
	@mkdir -p $$(@D)
	$$(Q)$(DOCS_PROGRAM) $$< > $$@.new && mv $$@.new $$@
endef
MAN_PAGES += $(B)/man/nopriors-export.1
BASH_COMPLETIONS += $(B)/completions/bash/nopriors-export
ZSH_COMPLETIONS += $(B)/completions/zsh/_nopriors-export
FISH_COMPLETIONS += $(B)/completions/fish/nopriors-export.fish
$(eval $(call docs_rule,$(MAN_PAGES),nopriors-export.1.in))
$(eval $(call docs_rule,$(BASH_COMPLETIONS),nopriors-export.bash.in))
$(eval $(call docs_rule,$(ZSH_COMPLETIONS),nopriors-export.zsh.in))
$(eval $(call docs_rule,$(FISH_COMPLETIONS),nopriors-export.fish.in))
