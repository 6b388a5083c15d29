"""A TCP proxy between terminal and platform that a test can close, or make lose the platform's answers."""
import collections
import select
import socket
import threading
import time


class CuttingProxy:
    """Listens on a port of its own and forwards to `target`. All state changes are calls of the test."""

    def __init__(self):
        self.target = None
        self.taken = 0
        self._lock = threading.Lock()
        self._lose_after = None
        self._delay, self._break_after = 0, lambda: None
        self._pairs = set()
        self._listener = None
        # Bound and never listening: keeps the port ours while we are closed.
        self._held = self._bound(0)
        self.port = self._held.getsockname()[1]

    @staticmethod
    def _bound(port):
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        return bound

    def open(self):
        """From here on connections are taken; the port stays the same over a close."""
        if self._listener:
            return
        listener = self._bound(self.port)
        listener.listen(16)
        self._listener = listener
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()

    def close(self):
        """Refuses new connections and cuts those there are."""
        if self._listener:
            # Wakes the thread that waits in accept.
            try:
                self._listener.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            self._listener.close()
            self._listener = None
        self.cut()

    def end(self):
        """Closes for good: the port is anybody's again."""
        self.close()
        self._held.close()

    def cut(self):
        with self._lock:
            pairs = list(self._pairs)
        for pair in pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def lose_answers(self, after):
        """Once a connection has carried `after` bytes to the platform, nothing comes back on it any more."""
        self._lose_after = after

    def be_faithful(self):
        self._lose_after = None

    def delay(self, seconds):
        """What comes in goes on so much later, either way."""
        self._delay = seconds

    def break_after(self, bytes_of_next):
        """bytes_of_next() is asked for each new connection: after how many bytes it is cut; None: never."""
        self._break_after = bytes_of_next

    def _serve(self, listener):
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        try:
            far = socket.create_connection(self.target, timeout=5)
        except (OSError, TypeError):
            near.close()
            return
        pair = (near, far)
        with self._lock:
            self._pairs.add(pair)
            self.taken += 1
        try:
            self._pump(near, far)
        except OSError:
            pass
        finally:
            with self._lock:
                self._pairs.discard(pair)
            near.close()
            far.close()

    def _pump(self, near, far):
        sent, carried, limit = 0, 0, self._break_after()
        waiting = collections.deque()  # (when it goes on, to where, what)
        while True:
            patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
            for end in select.select([near, far], [], [], patience)[0]:
                data = end.recv(65536)
                if not data:
                    return
                sent += len(data) if end is near else 0
                if end is near or self._lose_after is None or sent < self._lose_after:
                    waiting.append((time.monotonic() + self._delay, far if end is near else near, data))
            while waiting and waiting[0][0] <= time.monotonic():
                _, to, data = waiting.popleft()
                carried += len(data)
                if limit is not None and carried > limit:
                    return
                to.sendall(data)
