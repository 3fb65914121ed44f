/* Numbers in a text, by their value, so that they compare equal however two
 * languages write them: 三万, 3 万, 30,000, 30K, thirty thousand; 百分之九十,
 * 90%, ninety percent; 第三, 3rd, third; 二〇二四年, 2024, twenty twenty four.
 * A percentage and an ordinal have the number's value, a year said in pairs of
 * digits too. */
#ifndef NPI_LEXICON_NUMBER_H
#define NPI_LEXICON_NUMBER_H

#include <nopriors/types.h>

/* digits * 10^exponent / divisor. The last of the digits is not 0, unless the
 * value is (then exponent is 0); fractions are not reduced: equal values that
 * are said alike have equal fields. */
struct npi_number {
    uint64_t digits;
    int32_t exponent;
    uint32_t divisor; /* 1, unless it is a fraction (三分之二, two thirds) */
    size_t figures;   /* bytes at its start that are written in digits ("3" of
                         "3 万", "30K"); 0: in words */
    bool weak;        /* likely no number that both languages would say: 一 in
                         一个, "one", "second", "thousand" by itself */
};

/* The number that begins at *at, which is where a word begins; moves *at behind
 * it. False, and *at stays, if there is none: idioms (十分, 万一), about so
 * many (七八个, 几十), names (5G, B2C), more digits than can be counted. */
bool npi_number_read(struct np_str text, size_t *at, struct npi_number *number);

/* By value; none equals the hash of a word. */
uint64_t npi_number_hash(const struct npi_number *number);

#endif
