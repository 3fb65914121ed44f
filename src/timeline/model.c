/* The default model. */
#include "timeline/model.h"

const struct npi_model npi_model_default = {
    .rate = 5.0,
    .spread = 0.45,
    .slack = 1.5,
    .unplaced = -3.5,
    .rounds = 3,
    .words = 1.0,
    .shown = 0.5,
    .soon = 12.0,
    .memory = 20.0,
    .early = 0.2,
    .bigram = 0.6,
    .headings = 1.0,
    .at_heading = 0.6,
    .before_heading = 0.3,
    .heading_reach = 10.0,
    .turns = 1.0,
    .at_turn = 0.65,
    .stamp_error = 1.0,
    .drift = 0.4,
};
