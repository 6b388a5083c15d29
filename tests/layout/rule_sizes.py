"""Hard sizes: a file 400 lines, a function 60, a QML file 250."""

import ast
import bisect
import re

from tree import Violation, without_comments

FILE_LINES = 400
FUNCTION_LINES = 60
QML_LINES = 250

_SCOPE = re.compile(r"^\s*(?:(?:export|inline|typedef|static|constexpr|const)\s+)*(?:template\s*<.*>\s*)?"
                    r"(namespace|class|struct|enum|union|extern\s*\"\")\b[^=]*$", re.S)

_LABELS = re.compile(r"(?:\s|(?:public|protected|private|signals|Q_SIGNALS)(?:\s+(?:Q_SLOTS|slots))?\s*:(?!:)|Q_OBJECT|QML_\w+(?:\([^)]*\))?)*")


def _prepared(text):
    text = without_comments(text, strings=True)
    # Preprocessor lines, with their continuations, may hold unbalanced braces.
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group(0).count("\n"), text, flags=re.M)


def _matching_brace(text, start):
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, start):
        depth += 1 if brace.group(0) == "{" else -1
        if depth == 0:
            return brace.start()
    return len(text) - 1


def _is_member_initialiser(head):
    """`A::A() : a` or `A::A() : a{1}, b`, at the brace that follows: a value, not the body."""
    after = re.search(r"\)[^)]*?(?<!:):(?!:).*$", head, re.S)
    return bool(after) and re.search(r"[\w>]\s*$", head) is not None


def cpp_functions(text):
    """[(name, first line, lines)]. Bodies are skipped whole: a lambda counts in the function that holds it."""
    text = _prepared(text)
    breaks = [match.start() for match in re.finditer("\n", text)]
    found = []
    head_start = position = 0
    for_token = re.compile(r"[{};]")
    while token := for_token.search(text, position):
        head = text[head_start:token.start()]
        position = token.end()
        if token.group(0) != "{":
            if token.group(0) == "}" or head.count("(") == head.count(")"):
                head_start = position
            continue
        close = _matching_brace(text, token.start())
        if _is_member_initialiser(head):
            position = close + 1
        elif "(" in head and not _SCOPE.match(head):
            start = head_start + _LABELS.match(head).end()
            first, last = bisect.bisect(breaks, start), bisect.bisect(breaks, close)
            found.append((_name(head), first + 1, last - first + 1))
            position = head_start = close + 1
        elif re.search(r"[=,(]\s*$|\]\s*$|\breturn\s*$", head):
            position = token.end()  # a table: lambdas inside it are functions
            head_start = position
        else:
            head_start = position
    return found


def _name(head):
    lambda_name = re.search(r"([\w:]+)\s*=\s*\[", head)
    called = lambda_name or re.search(r"([\w:~]+|operator\S+)\s*\(", head)
    return called.group(1) if called else "lambda"


def python_functions(text):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.name, node.lineno, node.end_lineno - node.lineno + 1)
            for node in ast.walk(ast.parse(text)) if isinstance(node, functions)]


def _too_long_functions(name, functions):
    for function, line, lines in functions:
        if lines > FUNCTION_LINES:
            yield Violation(f"sizes: {name}:{function}", f"{name}:{line}: {function} has {lines} lines, the limit is {FUNCTION_LINES}")


def check(tree, _build):
    found = []
    for name in tree.texts():
        limit = {"qml": QML_LINES, "cpp": FILE_LINES, "h": FILE_LINES, "c": FILE_LINES, "py": FILE_LINES, "js": FILE_LINES,
                 "mjs": FILE_LINES, "sh": FILE_LINES, "rep": FILE_LINES}.get(name.rpartition(".")[2])
        text = tree.text(name)
        if limit is None and text.startswith("#!"):
            limit = FILE_LINES
        lines = text.count("\n")
        if limit and lines > limit:
            found.append(Violation(f"sizes: {name}", f"{name} has {lines} lines, the limit is {limit}"))
        if name.endswith((".cpp", ".h", ".c")):
            found += _too_long_functions(name, cpp_functions(text))
        elif name.endswith(".py"):
            found += _too_long_functions(name, python_functions(text))
    return found
