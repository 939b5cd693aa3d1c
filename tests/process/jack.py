"""A JACK server without a sound card, and a client of it that says and hears MIDI: libjack by ctypes, nothing of ours."""

import collections
import ctypes
import os
import shutil
import subprocess

from room import until

OUTPUT, INPUT = 2, 1
MIDI = b"8 bit raw midi"


class Event(ctypes.Structure):
    _fields_ = [("time", ctypes.c_uint32), ("size", ctypes.c_size_t), ("buffer", ctypes.POINTER(ctypes.c_ubyte))]


quiet = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda _: None)  # a server that is not there yet is no news


def library():
    """libjack, or None where it is not."""
    try:
        jack = ctypes.CDLL("libjack.so.0")
    except OSError:
        return None
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32
    for name, result, arguments in (
        ("jack_set_error_function", None, [pointer]),
        ("jack_client_open", pointer, [text, ctypes.c_int, pointer]),
        ("jack_client_close", ctypes.c_int, [pointer]),
        ("jack_activate", ctypes.c_int, [pointer]),
        ("jack_port_register", pointer, [pointer, text, text, ctypes.c_ulong, ctypes.c_ulong]),
        ("jack_port_name", text, [pointer]),
        ("jack_get_ports", ctypes.POINTER(text), [pointer, text, text, ctypes.c_ulong]),
        ("jack_free", None, [pointer]),
        ("jack_connect", ctypes.c_int, [pointer, text, text]),
        ("jack_port_get_buffer", pointer, [pointer, number]),
        ("jack_midi_clear_buffer", None, [pointer]),
        ("jack_midi_event_write", ctypes.c_int, [pointer, number, ctypes.c_char_p, ctypes.c_size_t]),
        ("jack_midi_get_event_count", number, [pointer]),
        ("jack_midi_event_get", ctypes.c_int, [ctypes.POINTER(Event), pointer, number]),
        ("jack_set_process_callback", ctypes.c_int, [pointer, pointer, pointer]),
    ):
        function = getattr(jack, name)
        function.restype, function.argtypes = result, arguments
    jack.jack_set_error_function(ctypes.cast(quiet, ctypes.c_void_p))
    return jack


def is_here():
    return shutil.which("jackd") is not None and library() is not None


class Server:
    """jackd with its dummy driver, under a name of its own."""

    def __init__(self):
        self.name = f"recalld-triggers-{os.getpid()}"
        self.environment = {"JACK_DEFAULT_SERVER": self.name, "JACK_NO_START_SERVER": "1"}
        words = ["jackd", "-n", self.name, "-r", "-d", "dummy", "-r", "48000", "-p", "1024"]
        self.popen = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "JACK_NO_AUDIO_RESERVATION": "1"})

    def close(self):
        self.popen.terminate()
        self.popen.wait(20)


class Client:
    """One port to say, one to hear. Messages that came stand in `heard`."""

    def __init__(self, server, name="someone"):
        os.environ.update(server.environment)
        self.jack, self.waiting, self.heard = library(), collections.deque(), []
        self.handle = until(lambda: self.jack.jack_client_open(name.encode(), 1, None), what="a place at the JACK server")
        self.out = self.jack.jack_port_register(self.handle, b"out", MIDI, OUTPUT, 0)
        self.into = self.jack.jack_port_register(self.handle, b"in", MIDI, INPUT, 0)
        self.callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)(self.process)
        self.jack.jack_set_process_callback(self.handle, ctypes.cast(self.callback, ctypes.c_void_p), None)
        self.jack.jack_activate(self.handle)

    def process(self, frames, _):
        buffer = self.jack.jack_port_get_buffer(self.out, frames)
        self.jack.jack_midi_clear_buffer(buffer)
        while self.waiting:
            message = self.waiting.popleft()
            self.jack.jack_midi_event_write(buffer, 0, message, len(message))
        buffer = self.jack.jack_port_get_buffer(self.into, frames)
        for i in range(self.jack.jack_midi_get_event_count(buffer)):
            event = Event()
            if self.jack.jack_midi_event_get(ctypes.byref(event), buffer, i) == 0:
                self.heard.append(bytes(event.buffer[: event.size]))
        return 0

    def ports(self, flags):
        names, i, found = self.jack.jack_get_ports(self.handle, None, MIDI, flags), 0, []
        while names and names[i]:
            found.append(names[i].decode())
            i += 1
        if names:
            self.jack.jack_free(ctypes.cast(names, ctypes.c_void_p))
        return found

    def join(self, part):
        """Both ways with the ports whose names hold this."""
        for flags, pair in ((INPUT, lambda name: (self.jack.jack_port_name(self.out), name)), (OUTPUT, lambda name: (name, self.jack.jack_port_name(self.into)))):
            name = until(lambda: next((port for port in self.ports(flags) if part in port), None), what=f"the port {part}")
            self.jack.jack_connect(self.handle, *pair(name.encode()))

    def say(self, text):
        self.waiting.append(bytes.fromhex(text))

    def close(self):
        self.jack.jack_client_close(self.handle)
