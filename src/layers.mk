# What each folder of src/ may include (and its unit tests link): the layer
# table of src/README.md as data. The public headers are open to all.
LAYER_base     :=
LAYER_profile  := base
LAYER_script   := base
LAYER_notes    := base
LAYER_captions := base
LAYER_lexicon  := base
LAYER_matching := base notes captions lexicon
LAYER_timeline := base notes captions lexicon matching
LAYER_clock    := base notes captions lexicon matching timeline
LAYER_cues     := base notes captions lexicon matching timeline profile
LAYER_export   := base notes captions lexicon matching timeline cues profile
LAYER_media    := base notes captions lexicon matching timeline cues profile
LAYER_job      := base script notes captions lexicon matching timeline clock cues export media profile
LAYER_cli      := base profile export job
