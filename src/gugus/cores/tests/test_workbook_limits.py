"""What bounds the process that reads workbooks, where the system is Windows."""

import ctypes
from typing import Any

from gugus.cores.formats.workbook_process import MAX_MEMORY, MAX_SECONDS, job_limits, limit_by_job


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of Windows with 64 bits."""

    _fields_ = [
        ("per_process_time", ctypes.c_int64),
        ("per_job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    ]


class _Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = [
        ("basic", _Basic),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    ]


def test_the_limits_lie_where_windows_looks_for_them() -> None:
    assert len(job_limits()) == ctypes.sizeof(_Extended) == 144
    limits = _Extended.from_buffer_copy(job_limits())
    assert limits.process_memory == MAX_MEMORY
    assert limits.basic.per_process_time == MAX_SECONDS * 10**7
    assert limits.basic.flags == 0x502


def test_the_process_is_put_into_a_job_of_its_own() -> None:
    calls: list[tuple[str, tuple[Any, ...]]] = []

    class _Function:
        def __init__(self, name: str, answer: int) -> None:
            self.name, self.answer = name, answer

        def __call__(self, *arguments: Any) -> int:
            calls.append((self.name, arguments))
            return self.answer

    class _Kernel:
        SetErrorMode = _Function("SetErrorMode", 0)
        CreateJobObjectW = _Function("CreateJobObjectW", 0x1F4)
        GetCurrentProcess = _Function("GetCurrentProcess", 2**64 - 1)
        SetInformationJobObject = _Function("SetInformationJobObject", 1)
        AssignProcessToJobObject = _Function("AssignProcessToJobObject", 1)

    limit_by_job(_Kernel)
    by_name = dict(calls)
    job, kind, limits, size = by_name["SetInformationJobObject"]
    assert (job.value, kind, size) == (0x1F4, 9, 144) and limits == job_limits()
    where, who = by_name["AssignProcessToJobObject"]
    # All 64 bits of both, which ctypes cuts off unless told.
    assert (where.value, who.value) == (0x1F4, 2**64 - 1)
