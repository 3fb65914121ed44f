# Translations: src/cli/po/LL_CC.po to $(B)/locale/LL/…, where gettext also
# looks for the other countries of a language (zh_TW finds zh).
PO_FILES := $(wildcard src/cli/po/*.po)
PO_SOURCES = $(sort $(shell find src -name "*.[ch]" -o -name "*.def"))
po_language = $(firstword $(subst _, ,$(notdir $(basename $(1)))))
MO_FILES += $(foreach po,$(PO_FILES),\
  $(B)/locale/$(call po_language,$(po))/LC_MESSAGES/nopriors-export.mo)

define mo_rule
$(B)/locale/$(call po_language,$(1))/LC_MESSAGES/nopriors-export.mo: $(1)
	@mkdir -p $$(@D)
	$$(Q)msgfmt --check-format --check-domain -o $$@ $$<
endef
$(foreach po,$(PO_FILES),$(eval $(call mo_rule,$(po))))

## po             takes new and changed messages into src/cli/po/*.po
.PHONY: po
po:
	@src/cli/po/extract $(B)/nopriors-export.pot $(PO_SOURCES)
	@for po in $(PO_FILES); do \
	  msgmerge --quiet --update --backup=none --no-fuzzy-matching \
	    --no-location --sort-output $$po $(B)/nopriors-export.pot && \
	  msgattrib --no-obsolete --no-location --sort-output -o $$po $$po || \
	  exit 1; done
