/* The default model. */
#include "matching/model.h"

const struct npi_matching_model npi_matching_model_default = {
    .explained = 0.4,
    .smooth = 1.0,
    .nested = 0.5,
    .learnt = 0.5,
    .doubt = 1.0,
    .dictionary = 1.0,
    .identity = 1.0,
    .spread = 0.7,
    .slack = 4.0,
    .length = 1.0,
    .aside = -2.5,
    .aside_unit = -0.15,
    .passage = -7.5,
    .passage_unit = -0.001,
    .lacks = -5.0,
    .lacks_more = -0.3,
    .ending = -3.0,
    .ending_unit = -0.0005,
    .borders = 1.0,
    .hints = 1.0,
    .hint_error = 1.5,
    .guess_error = 10.0,
    .guess_floor = 0.05,
    .rounds = 3,
};
