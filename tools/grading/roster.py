"""roster - who is in the class, when they handed in, and the tables that Moodle and
Canvas take back.

A roster is a table with a row of names on top: one of your own, or what Moodle
("Download grading worksheet", or the list of participants) or Canvas ("Export the
gradebook") has given you. Columns that are not named below are not looked at.
"""
import csv
import html
import io
import math
import re
from datetime import datetime
from typing import NamedTuple

from strange import cell, folded, one_line

LARGEST = 2_000_000  # bytes of a roster
# What a column may be called: by a teacher, by Moodle, by Canvas.
COLUMNS = {
    'name': ('name', 'student', 'full name', '姓名', '名字', '全名'),
    'first': ('first name', 'firstname'),
    'last': ('last name', 'lastname', 'surname'),
    'email': ('email', 'e-mail', 'email address', 'mail', '邮箱', '电子邮件', '电子邮件地址'),
    'number': ('id number', 'idnumber', 'student id', 'number', 'id', '学号', '编号'),
    'login': ('username', 'login', 'sis login id'),
    'sis': ('sis user id',),
    'section': ('section',),
    'identifier': ('identifier',),
    'modified': ('last modified (grade)',),
    'came': ('handed in', 'last modified (submission)'),
    'late': ('late', 'days late', 'late days'),
}
# Moodle writes times as its language does; in others, write a column "late".
TIMES = ('%A, %d %B %Y, %I:%M %p', '%A, %B %d, %Y, %I:%M %p', '%A, %d %B %Y, %H:%M', '%d %B %Y, %I:%M %p')


class Trouble(Exception):
    """A roster that cannot be used: a status, and why."""


class Person:
    """A row of the roster."""

    def __init__(self, row):
        self.canvas = ''
        for column in COLUMNS:
            setattr(self, column, one_line(row.get(column, '').strip()))
        if self.section or self.sis:  # Canvas calls its own number ID, and the school's SIS User ID
            self.canvas, self.number = self.number, self.sis
        self.name = self.name or f'{self.first} {self.last}'.strip() or self.email
        self.days = 0

    def keys(self):
        """All by which a folder may call its student."""
        last, _, first = self.name.partition(',')
        words = (self.name, f'{first}{last}', f'{self.first}{self.last}', f'{self.last}{self.first}', self.email,
                 self.email.partition('@')[0], self.number, self.login, self.login.partition('@')[0], self.sis)
        return {folded(w) for w in words} - {''}


class Roster:
    def __init__(self, people):
        self.people, self.by_key = people, {}
        for person in people:
            for key in person.keys():
                self.by_key[key] = None if key in self.by_key else person  # who shares a name has to be told apart

    def find(self, submission):
        """The person who handed this in, or None."""
        for person in self.people:
            if submission.platform == 'moodle' and re.fullmatch(rf'\D*{submission.number}', person.identifier):
                return person
            if submission.platform == 'canvas' and submission.number == person.canvas:
                return person
        return self.by_key.get(folded(submission.name))


def read(path, due):
    """The roster in a file; due is a time, or None."""
    try:
        with open(path, 'rb') as f:
            content = f.read(LARGEST + 1)
        text = content.decode('utf-8-sig')
    except OSError as e:
        raise Trouble(66, f'the roster cannot be read: {e}') from None
    except UnicodeDecodeError:
        raise Trouble(65, f'{path} is no UTF-8: export it again as "CSV UTF-8"') from None
    if len(content) > LARGEST:
        raise Trouble(65, f'{path} is larger than {LARGEST} bytes')
    head = text.partition('\n')[0]
    separator = max(',;\t', key=head.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(c.strip() for c in row)]
    except csv.Error as e:  # a quote that nothing closes makes one cell of all that follows
        raise Trouble(65, f'{path} is no table: {e}; is a quote closed in each line?') from None
    names = [column_of(c) for c in rows[0]] if rows else []
    if not {'name', 'email', 'first', 'last'} & set(names):
        raise Trouble(65, f'{path} has no column "name" or "email" in its first line')
    people = []
    for row in rows[1:]:
        person = Person({name: c for name, c in zip(names, row) if name})
        if not person.name or 'Points Possible' in person.name or person.name == 'Student, Test':  # of Canvas
            continue
        person.days = days_late(person, due, path)
        people.append(person)
    return Roster(people)


def without(submission):
    """What the name of a submission says of its student, where there is no roster."""
    name = submission.name
    return Person({'name': name, 'email': name if '@' in name else '', 'number': name if name.isdigit() else ''})


def column_of(title):
    title = ' '.join(title.split()).casefold()
    return next((c for c, titles in COLUMNS.items() if title in titles), None)


def days_late(person, due, path):
    """How many days after the due time have begun."""
    if person.late:
        if not re.fullmatch('[0-9]{1,3}', person.late):
            raise Trouble(65, f'{path}: {person.name} is "{person.late}" days late, which is no whole number')
        return int(person.late)
    if not due or person.came in ('', '-'):
        return 0
    when = time_of(person.came)
    if not when:
        raise Trouble(65, f'{path}: {person.name} handed in at "{person.came}"; write it as 2026-03-01 23:59, or a column "late" with days')
    return max(0, math.ceil((when - due).total_seconds() / 86400))


def time_of(text):
    """A time in this machine's zone, or None."""
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone().replace(tzinfo=None) if when.tzinfo else when
    except ValueError:
        pass
    for form in TIMES:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            pass
    return None


# --- back to the platforms -----------------------------------------------------
class Grade(NamedTuple):
    """What a platform gets of a student."""
    name: str
    person: Person | None
    submission: object
    points: float
    feedback: str


def write_tables(folder, title, full, grades):
    """moodle.csv and canvas.csv. Whoever is unjudged has no row: an empty cell would
    delete the grade that stands there. Moodle takes no table with somebody whom it does
    not know; Canvas asks."""
    write_csv(f'{folder}/moodle.csv', [
        ['Identifier', 'Full name', 'ID number', 'Email address', 'Grade', 'Maximum Grade', 'Last modified (grade)', 'Feedback comments']] + [
        [identifier(g), cell(g.name), cell(of(g, 'number')), cell(of(g, 'email')), f'{g.points:.2f}', f'{full:.2f}', of(g, 'modified') or '-',
         html.escape(g.feedback, quote=False)] for g in grades if identifier(g) or of(g, 'number') or of(g, 'email')])
    write_csv(f'{folder}/canvas.csv', [
        ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', title],
        ['    Points Possible', '', '', '', '', f'{full:.2f}']] + [
        [cell(g.name), canvas_number(g), cell(of(g, 'number')), cell(of(g, 'login') or of(g, 'email')), cell(of(g, 'section')), f'{g.points:.2f}']
        for g in grades])


def of(grade, column):
    return getattr(grade.person, column) if grade.person else ''


def identifier(grade):
    number = grade.submission.number if grade.submission.platform == 'moodle' else ''
    return of(grade, 'identifier') or (f'Participant {number}' if number else '')


def canvas_number(grade):
    return of(grade, 'canvas') or (grade.submission.number if grade.submission.platform == 'canvas' else '')


def write_csv(path, rows):
    with open(path, 'w', encoding='utf-8', newline='') as f:
        csv.writer(f).writerows(rows)
