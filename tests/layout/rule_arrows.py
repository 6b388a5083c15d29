"""Who may use whom: README's table against CMake's own target graph, #include lines and QML imports.

All three must agree with the table both ways: an arrow the table lacks is a violation, and so is an arrow of the
table that nobody uses any more. Only the main.cpp of a program (target jiujin-...) may use everything but tests."""

import re
import subprocess
import tempfile
from pathlib import Path

import table
from tree import Violation, without_comments

NO_ROOM = ("tests/", "packaging/", "resources/")
EXECUTABLE = "egg"
# Linked by the build itself, not by a room's wish.
PLUMBING = ("jiujin-flags", "room-headers", "Qt6::Platform")
OPTIONS = """set(GRAPHVIZ_GENERATE_PER_TARGET FALSE)
set(GRAPHVIZ_GENERATE_DEPENDERS FALSE)
"""


def cmake_graph(root):
    """CMake's answer for a fresh configuration: {target: (shape, {direct dependencies})}."""
    with tempfile.TemporaryDirectory(prefix="jiujin-graph-") as build:
        (Path(build) / "CMakeGraphVizOptions.cmake").write_text(OPTIONS)
        dot = Path(build) / "graph.dot"
        command = ["cmake", "-S", str(root), "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                   f"--graphviz={dot}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError("cmake cannot configure the tree:\n" + done.stderr[-2000:])
        return parse_dot(dot.read_text())


def parse_dot(dot):
    graph = {}
    names = {}
    # Below the legend each target is one node; its label may carry its aliases on further lines.
    for node, label, shape in re.findall(r'"(node\d+)" \[ label = "([^"]+)", shape = (\w+) \]', dot):
        names[node] = label.split("\\n")[0]
        graph[names[node]] = (shape, set())
    for source, sink in re.findall(r'"(node\d+)" -> "(node\d+)"', dot):
        graph[names[source]][1].add(names[sink])
    return graph


class Arrows:
    def __init__(self, tree, rooms, graph):
        self.tree = tree
        self.rooms = rooms
        self.graph = graph
        self.by_target = {room.target: room for room in rooms.values()}
        self.used = set()
        self.found = []

    def report(self, key, text):
        self.found.append(Violation(f"arrows: {key}", text))

    def room_of_file(self, name):
        fitting = [path for path in self.rooms if name.startswith(path + "/")]
        return self.rooms[max(fitting, key=len)] if fitting else None

    def room_of_target(self, target):
        """Helpers that CMake and Qt derive of a room's target (plugin, resources, zeroing) belong to the room."""
        fitting = [name for name in self.by_target if target == name or re.match(re.escape(name) + r"(-|_|plugin)", target)]
        return self.by_target[max(fitting, key=len)] if fitting else None

    def arrow(self, room, other, where):
        if room.path == other.path:
            return
        self.used.add((room.path, other.path))
        if other.path not in room.uses:
            self.report(f"{room.path} -> {other.path}", f"{where}: {room.path} uses {other.path}, README's table does not allow it")

    def library(self, room, name):
        if name not in room.libraries:
            self.report(f"{room.path} -> {name}", f"CMake: {room.path} links {name}, README's table does not allow it")
        self.used.add((room.path, name))

    def check_graph(self):
        for target, (shape, sinks) in self.graph.items():
            room = self.room_of_target(target)
            if room is None and re.match(r"(app|drivers|platform|qml)-", target):
                self.report(target, f"CMake: target {target} is no room of README's table")
            for sink in sinks:
                if re.match(r"(test|tests|support|fuzz)-", sink) and (room or target.startswith("jiujin-")):
                    self.report(f"{target} -> {sink}", f"CMake: {target} uses {sink}; nothing uses tests")
                elif room:
                    self.check_edge(room, sink, derived=target != room.target)

    def check_edge(self, room, sink, derived):
        other = self.room_of_target(sink)
        if other:
            self.arrow(room, other, "CMake")
        elif sink not in PLUMBING and not derived and self.graph[sink][0] != EXECUTABLE:
            self.library(room, sink)

    def check_includes(self):
        for name in self.tree.matching(".cpp", ".h", ".rep", under=("app", "drivers", "platform", "qml")):
            room = self.room_of_file(name)
            program = name.endswith("/main.cpp")
            if room is None and not program:
                self.report(name, f"{name} is in no room of README's table")
                continue
            text = without_comments(self.tree.text(name))
            for included in re.findall(r'^\s*#\s*include\s+["<]([^">]+)[">]', text, re.M):
                other = self.room_of_file(included)
                if included.startswith("tests/"):
                    self.report(f"{name} -> tests", f"{name} includes {included}; nothing uses tests")
                elif other and not program:
                    self.arrow(room, other, f"{name} includes {included}")

    def check_imports(self):
        owners = self.modules()
        for name in self.tree.matching(".qml", under=("app", "qml")):
            room = self.room_of_file(name)
            if room is None:
                self.report(name, f"{name} is in no room of README's table")
                continue
            for module in re.findall(r"^\s*import\s+(Jiujin(?:\.\w+)*)", self.tree.text(name), re.M):
                if module in owners:
                    self.arrow(room, owners[module], f"{name} imports {module}")
                else:
                    self.report(f"{name} -> {module}", f"{name} imports {module}, which no room declares")

    def modules(self):
        owners = {}
        for name in self.tree.matching("CMakeLists.txt", under=("app", "qml")):
            declared = re.findall(r"(?:jiujin_qml_room\(\s*[\w/-]+\s+|URI\s+)(Jiujin(?:\.\w+)*)", self.tree.text(name))
            for module in declared:
                owners[module] = self.room_of_file(name)
        return {module: room for module, room in owners.items() if room}

    def check_table(self):
        for room in self.rooms.values():
            listing = f"{room.path}/CMakeLists.txt"
            if not self.tree.has(listing):
                self.report(f"table {room.path}", f"README's table names {room.path}, which does not exist")
                continue
            if not self.tree.text(listing).startswith("# "):
                self.report(f"head {room.path}", f"{listing} must open with what the room is for and what it never does")
            for other in sorted(room.uses | room.libraries):
                if (room.path, other) not in self.used:
                    self.report(f"stale {room.path} -> {other}", f"README's table allows {room.path} -> {other}, which nobody uses: remove it")

    def check(self):
        self.check_graph()
        self.check_includes()
        self.check_imports()
        self.check_table()
        return sorted(set(self.found))


def check(tree, _build):
    return Arrows(tree, table.rooms(tree.text("README.md")), cmake_graph(tree.root)).check()
