/* What a number in Chinese characters is made of; number_han.c tells what is
 * one. */
#ifndef NPI_LEXICON_HAN_H
#define NPI_LEXICON_HAN_H

#include "lexicon/decimal.h"

#define NPI_NO_DIGIT 10u

/* True if the character at offset at is one of list's, each of three bytes as
 * all that matter here are. */
bool npi_han_has(const char *list, struct np_str text, size_t at);

/* 0 to 9, or NPI_NO_DIGIT. */
unsigned npi_han_digit(struct np_str text, size_t at);

/* The power of ten of 十, 百, 千, 万, 亿; 0: it is none. */
int32_t npi_han_unit(struct np_str text, size_t at);

/* Digits and units at *at, n characters; moves *at behind them. False if there
 * are none, and for about so many (七八, 二三十). */
bool npi_han_read(struct np_str text, size_t *at, size_t *n,
                  struct npi_decimal *value);

/* The units behind digits, which are from; *at stays if there are none. */
bool npi_han_read_behind(struct np_str text, size_t *at,
                         const struct npi_decimal *from,
                         struct npi_decimal *value);

#endif
