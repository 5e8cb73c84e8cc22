"""What a process that runs foreign queries or reads foreign files may not do: open sockets, start programs, take memory without end.

It is loaded by the child processes alone, by path and before anything else, and imports only what Python brings.
"""

from __future__ import annotations

import ctypes
import os
import resource
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # prctl's numbers
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # instructions of the classic packet filter: load a word, jump if equal, return
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # and: fail with EPERM
# By machine: the audit number of the architecture, and the system calls socket, connect, socketpair, execve, execveat, io_uring_setup,
# ptrace, process_vm_writev.
_CALLS: dict[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, (41, 42, 53, 59, 322, 425, 101, 311)),
    "aarch64": (0xC00000B7, (198, 203, 199, 221, 281, 425, 117, 271)),
}
_X32 = 0x40000000  # x86-64 has each call a second time above this


def _instruction(code: int, yes: int, no: int, value: int) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)


def _program(machine: str) -> bytes:
    """The filter: another architecture's calls fail, the calls above fail, all else goes on."""
    number, calls = _CALLS[machine]
    refused = (*calls, *(call | _X32 for call in calls)) if machine == "x86_64" else calls
    lines = [
        _instruction(_LOAD, 0, 0, 4),
        _instruction(_EQUAL, 1, 0, number),
        _instruction(_RETURN, 0, 0, _REFUSE),
        _instruction(_LOAD, 0, 0, 0),
    ]
    for at, call in enumerate(refused):
        lines.append(_instruction(_EQUAL, len(refused) - at, 0, call))
    return b"".join([*lines, _instruction(_RETURN, 0, 0, _ALLOW), _instruction(_RETURN, 0, 0, _REFUSE)])


def close_network() -> bool:
    """From here on this process and its threads can open no socket and start no program; False where the system has no such filter."""
    machine = os.uname().machine
    if not sys.platform.startswith("linux") or machine not in _CALLS:
        return False
    program = _program(machine)
    buffer = ctypes.create_string_buffer(program, len(program))
    head = ctypes.create_string_buffer(struct.pack("HP", len(program) // 8, ctypes.addressof(buffer)))
    library = ctypes.CDLL(None, use_errno=True)
    prctl = library.prctl
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    return bool(prctl(_NO_NEW_PRIVILEGES, 1, None, 0, 0) == 0 and prctl(_SECCOMP, _FILTER, ctypes.addressof(head), 0, 0) == 0)


def bound_memory(most: int) -> None:
    """Let this process have at most ``most`` bytes of address space, and leave no core behind."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def close_doors() -> None:
    """From here on no descriptor can be opened at all: no file, no socket, on any system."""
    lowest = os.open(os.devnull, os.O_RDONLY)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, lowest))
