"""Run the processes of the Procfile together until one of them ends or Ctrl+C."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import honcho.manager
from honcho.compat import ProcessManager
from honcho.environ import parse_procfile
from honcho.printer import Message, Printer

# Requests and jobs under way may end in this time; what is left then is killed, and a job's lease has it run again.
honcho.manager.KILL_WAIT = 20


class AskTheMaster(ProcessManager):
    """Ask only a process group's leader to stop: told all at once, the worker's children would drop their jobs."""

    def terminate(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


class OnlyOurs(Printer):
    """Print what web and worker say, not honcho's own log."""

    def write(self, message: Message) -> None:
        if message.name != honcho.manager.SYSTEM_PRINTER_NAME:
            super().write(message)


def main() -> int:
    os.environ["PYTHONUNBUFFERED"] = "1"
    manager = honcho.manager.Manager(OnlyOurs(sys.stdout))
    manager._procmgr = AskTheMaster()
    for name, command in parse_procfile(Path("Procfile").read_text()).processes.items():
        manager.add_process(name, command)
    # A terminal that is closed stops Rapport as Ctrl+C does.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    try:
        manager.loop()
    finally:
        manager.kill()  # nothing outlives us, even when printing failed
    if manager.returncode in (130, 143):
        print("Rapport has stopped.")
        return 0
    print("Rapport has stopped because web or worker ended; the lines above say why.", file=sys.stderr)
    return manager.returncode or 1


if __name__ == "__main__":
    sys.exit(main())
