"""How figures are told: each beside its yardstick of the same run."""


class Table:
    def __init__(self):
        self.broken = []
        print(f"{'':44}{'median':>12}{'beside':>12}{'ratio':>8}{'limit':>8}")

    def row(self, name, value, yardstick, unit, limit=None):
        if not value or not yardstick:
            print(f"{name:44}{'not measured':>24}")
            return
        ratio = value / yardstick
        print(f"{name:44}{value:9.1f} {unit}{yardstick:9.1f} {unit}{ratio:8.2f}{f'{limit:8.2f}' if limit else ''}")
        if limit and ratio > limit:
            self.broken.append(f"{name}: {ratio:.2f}, the limit is {limit:.2f}")

    def target(self, name, value, limit, unit, gates=False):
        """An absolute limit. It gates only when it does not depend on the machine."""
        met = value <= limit
        print(f"{name:44}{value:9.2f} {unit}, limit {limit:g} {unit}: {'met' if met else 'NOT met'}")
        if gates and not met:
            self.broken.append(f"{name}: {value:.2f} {unit}, the limit is {limit:g} {unit}")

    def verdict(self):
        """1 when a ratio is broken, or a limit that gates."""
        for reason in self.broken:
            print(f"BROKEN: {reason}")
        return 1 if self.broken else 0
