# exercises.mk - the student's targets. What they do stands in tools/exercises;
# nothing of it is built or looked for when make starts.
#
#   make exercise [E=ch03/softmax]  build and test the first unsolved, or this one
#   make exercises                  how far you are
#   make hint                       the next hint; HINT=all shows all
#   make watch                      test again whenever you save
#   make reset E=…                  begin again; your answer is kept
#   make solution                   after your own; FORCE=1 before it
#   make play E=…                   a program of the book, with your function inside;
#                                   ARGS='--epochs 3' are options for it
#   make check-exercises [E=…]      the proof: skeletons todo, solutions ok, wrong answers caught
#   make mutants [E=ch03/softmax]   do the tests notice a small change of the solution?
#   make new-exercise NAME=ch05/mine  begin one of your own; UNDO=yes takes it away again
#
# E may be left out where it stands in brackets or not at all. LANGUAGE=zh, or a Chinese
# locale, lets them speak Chinese.
.PHONY: exercise exercises hint watch reset solution play check-exercises mutants new-exercise
# By way of the environment, where no name needs quotes.
export SLOWER HINT FORCE ARGS E NAME
# A name without E= would be another target of make.
exercise exercises hint watch reset solution play: export GOALS := $(filter-out exercise exercises hint watch reset solution play,$(MAKECMDGOALS))
exercise exercises hint watch reset solution play check-exercises mutants grade board check-grade: export CC := $(CC)
exercise exercises hint watch reset solution play check-exercises mutants grade board check-grade: export DEPS := $(if $(DEPS),$(CURDIR)/$(DEPS))
exercise-command = @tools/exercises/exercise
exercise:
	$(exercise-command) next $(E)
exercises:
	$(exercise-command) list
hint watch reset solution play:
	$(exercise-command) $@ $(E)
check-exercises:
	@tools/exercises/check $(E)
new-exercise:
	@tools/exercises/new $(if $(filter yes 1,$(UNDO)),--undo) "$$NAME"
# Python's standard library knows how to quote.
python = $(or $(wildcard /usr/bin/python3),python3)
mutants:
	@$(python) tools/exercises/mutants --jobs $(or $(JOBS),2) $(E)

# A program with an answer inside: tools/exercises/play asks for it. PLAYED is made
# of the objects of PROGRAM; the adapter of E, linked before the library, takes
# the place of one of its modules, and calls the function of ANSWER.
.PHONY: played playable
played-home  = $(firstword $(wildcard $(firstword $(subst /, ,$(E)))_*))/exercises
played-short = $(firstword $(subst /, ,$(PROGRAM)))
played-own   = $(firstword $(wildcard $(played-short)_*))
# A module of the chapter whose source the adapter holds would be there twice.
played-twice = $(shell sed -n 's/^\#include "\([a-z_0-9]*\)\.c"/\1.o/p' $(played-home)/$(notdir $(E))/play.c)
played-flags = -std=c11 -Itools/exercises -I$(played-home) -I$(played-own) $(filter-out -MMD -MP,$(cflags)) $(CFLAGS)
ifdef PLAYED
played: $(B)/$(PROGRAM)
	@mkdir -p "$$PLAYED.parts" && echo $< >"$$PLAYED.parts/real"
	@$(CC) $(played-flags) -w -c -o "$$PLAYED.parts"/answer.o "$$ANSWER"
	@$(CC) $(cppflags) $(played-flags) $(CPPFLAGS) -Wno-unused-function -Wno-missing-prototypes \
	  -c -o "$$PLAYED.parts"/play.o $(played-home)/$(notdir $(E))/play.c
	@$(CC) $(cppflags) $(played-flags) $(CPPFLAGS) -c -o "$$PLAYED.parts"/todo.o tools/exercises/exercise_todo.c
	@$(link) -o "$$PLAYED" "$$PLAYED.parts"/*.o \
	  $(B)/float/$(wildcard $(played-short)_*)/$(notdir $(PROGRAM)).o \
	  $(addprefix $(B)/float/,$(filter-out $(addprefix %/,$(played-twice)),$($(played-short).modules))) $(B)/float/common.a $($(played-short).libs) $(ldlibs) $(LDLIBS)
endif
# All programs in which a function can run.
playable: $(PLAYABLE:%=$(B)/%)
