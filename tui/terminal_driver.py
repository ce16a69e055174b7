"""The terminal as the screen has it: stopped and continued by whoever may, and left when it is gone.

Textual takes every SIGCONT for the end of a suspension that it began. Who ends a session (``timeout``, systemd, a
kernel whose terminal hung up) sends one to wake what it has asked to end: a second thread would read keys then, which
nobody stops, and the process would stay.
"""

from __future__ import annotations

import os
from threading import Thread

from textual.drivers.linux_driver import LinuxDriver


class SteadyDriver(LinuxDriver):
    """Textual's driver, which is in application mode once or not at all."""

    _runs = False

    def start_application_mode(self) -> None:
        """Begin, unless that is done or the terminal is another's now."""
        if not self._runs:
            before: Thread | None = self._key_thread
            super().start_application_mode()  # type: ignore[no-untyped-call]
            # In the background it returns without having begun.
            self._runs = self._key_thread is not before

    def stop_application_mode(self) -> None:
        """End."""
        super().stop_application_mode()
        self._runs = False

    def write(self, data: str) -> None:
        """Write, unless nothing can be written any more: the queue of a thread that has ended takes so much alone."""
        if self._writer_thread is not None and self._writer_thread.is_alive():
            super().write(data)

    def _sigcont_application(self, *_: object) -> None:
        if self._runs and self._auto_restart:
            # It was stopped without being asked: who had the terminal meanwhile left it as they like it.
            self.suspend_application_mode()
            self._must_signal_resume = True
        if self._must_signal_resume:
            super()._sigcont_application()

    @property
    def terminal_is_gone(self) -> bool:
        """Whether there was a terminal and is none any more, of which no signal may have told."""
        return self.input_tty and not os.isatty(self.fileno)
