/* All of the public API. */
#ifndef NOPRIORS_NOPRIORS_H
#define NOPRIORS_NOPRIORS_H

#include <nopriors/captions.h>
#include <nopriors/cues.h>
#include <nopriors/diagnostics.h>
#include <nopriors/episode.h>
#include <nopriors/job.h>
#include <nopriors/media.h>
#include <nopriors/timeline.h>
#include <nopriors/types.h>

#endif
