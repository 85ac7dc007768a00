# grading.mk - the teacher's targets, which docs/exercises-for-teachers.md explains:
#
#   make grade IN=submissions OUT=report [JOBS=2] [E="ch01 ch03/softmax"] [PARTIAL=yes] [SLOWER=3]
#                      judge what a class has handed in. ROSTER=class.csv says who is in it;
#                      LATE=10 FREE=2 DUE="2026-03-01 23:59" are for late days, and
#                      TITLE="Homework 1" is the assignment's name at Canvas
#   make board IN=submissions [STEPS=3000] [DATA=fashion]
#                      the networks of ch07/fashion learn, and are ranked
#   make check-grade   the proof: hostile answers get the right verdict
.PHONY: grade board check-grade
export IN OUT ROSTER DUE TITLE DATA
grade:
	@[ "$$IN" ] && [ "$$OUT" ] || { echo 'say where: make grade IN=submissions OUT=report' >&2; exit 64; }
	@$(python) tools/grading/grade --jobs $(or $(JOBS),2) \
	  --only "$$E" $(if $(filter yes 1,$(PARTIAL)),--partial) --roster "$$ROSTER" --due "$$DUE" \
	  --late $(or $(LATE),0) --free $(or $(FREE),0) --title "$${TITLE:-Exercises}" -- "$$IN" "$$OUT"
board:
	@[ "$$IN" ] || { echo 'say where: make board IN=submissions' >&2; exit 64; }
	@$(python) tools/grading/board --jobs $(or $(JOBS),2) $(if $(STEPS),--steps $(STEPS)) --data "$$DATA" -- "$$IN"
check-grade:
	@$(python) tools/grading/check-grade
