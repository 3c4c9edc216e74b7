"""Finds types and functions in C++ source. It relies on the formatting of clang-format; it is no parser."""
import re

TYPE = re.compile(r"^\s*(?:template\s*<.*>\s*)?(?:class|struct|enum(?:\s+(?:class|struct))?)\s+"
                  r"(?:\[\[\w+\]\]\s*)?\w[\w:]*[^;(){}=]*\{", re.M)
BEFORE_HEAD = re.compile(r"(?:\s|(?:public|protected|private):)*")
# Raw strings first: what they hold is neither comment nor code.
LEXEME = re.compile(
    r'R"(?P<delimiter>[^(\s]*)\(.*?\)(?P=delimiter)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<!\w)'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/", re.S)
NOT_A_FUNCTION = re.compile(
    r"^(?:if|for|while|switch|catch|do|else|try|namespace|class|struct|enum|union|extern)\b")


def blanked(text):
    """The text with comments and strings emptied, its lines kept, so that braces can be counted."""
    def empty(match):
        return "\n" * match.group().count("\n")
    return LEXEME.sub(empty, text)


def types_in(text):
    return len(TYPE.findall(blanked(text)))


def functions_in(text):
    """(name, line, lines) of each function body, from its first line to its closing brace."""
    code = "\n".join("" if line.lstrip().startswith("#") else line
                     for line in blanked(text).split("\n"))
    head_start, opened, inside, found = 0, [], None, []
    values = []  # open braces that hold a value, as in `count_{0}` or `= {1, 2}`
    for at, letter in enumerate(code):
        if letter == "{" and (values or re.search(r"(?:[^\s;{}]|=\s)\Z", code[max(0, at - 2):at])):
            values.append(at)
        elif letter == "}" and values:
            values.pop()
        elif letter == "{":
            head = code[head_start:at].strip()
            function = inside is None and ")" in head and not NOT_A_FUNCTION.search(head)
            if function:
                first = head_start + BEFORE_HEAD.match(code[head_start:at]).end()
                inside = len(opened)
            opened.append((head, first) if function else None)
            head_start = at + 1
        elif letter == "}":
            mark = opened.pop() if opened else None
            if mark is not None:
                inside = None
                name = re.search(r"([\w:~]+)\s*\(", mark[0])
                line = code.count("\n", 0, mark[1]) + 1
                found.append((name.group(1) if name else "?", line,
                              code.count("\n", 0, at) + 2 - line))
            head_start = at + 1
        elif letter == ";":
            head_start = at + 1
    return found
