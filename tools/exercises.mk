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
#   make check-exercises            the proof: skeletons todo, solutions ok, wrong answers caught
#
# E may be left out where it stands in brackets or not at all.
.PHONY: exercise exercises hint watch reset solution play check-exercises
exercise-command = @CC='$(CC)' DEPS='$(DEPS:%=$(CURDIR)/%)' HINT='$(HINT)' FORCE='$(FORCE)' ARGS='$(ARGS)' tools/exercises/exercise
exercise:
	$(exercise-command) next $(E)
exercises:
	$(exercise-command) list
hint watch reset solution play:
	$(exercise-command) $@ $(E)
check-exercises:
	@DEPS='$(DEPS:%=$(CURDIR)/%)' tools/exercises/check

# A program with an answer inside: tools/exercises/play asks for it. PLAYED is made
# of the objects of PROGRAM; the adapter of E, linked before the library, takes
# the place of one of its modules, and calls the function of ANSWER.
.PHONY: played playable
played-home  = $(firstword $(wildcard $(firstword $(subst /, ,$(E)))_*))/exercises
played-short = $(firstword $(subst /, ,$(PROGRAM)))
played-flags = -std=c11 -Itools/exercises -I$(played-home) $(filter-out -MMD -MP,$(CFLAGS))
ifdef PLAYED
played: $(B)/$(PROGRAM)
	@mkdir -p $(PLAYED).parts && echo $< >$(PLAYED).parts/real
	@$(CC) $(played-flags) -w -c -o $(PLAYED).parts/answer.o $(ANSWER)
	@$(CC) $(CPPFLAGS) $(played-flags) -Wno-unused-function -Wno-missing-prototypes \
	  -c -o $(PLAYED).parts/play.o $(played-home)/$(notdir $(E))/play.c
	@$(CC) $(CPPFLAGS) $(played-flags) -c -o $(PLAYED).parts/todo.o tools/exercises/exercise_todo.c
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $(PLAYED) $(PLAYED).parts/*.o \
	  $(B)/float/$(wildcard $(played-short)_*)/$(notdir $(PROGRAM)).o \
	  $($(played-short).modules:%=$(B)/float/%) $(B)/float/common.a $($(played-short).libs) $(LDLIBS)
endif
# All programs in which a function can run.
playable: $(PLAYABLE:%=$(B)/%)
