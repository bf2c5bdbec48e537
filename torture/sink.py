"""A mail server that takes everything and notes "Message-ID to" a line, once it has said that it has it."""

import asyncio
import email
import os
import sys
from typing import Any

from aiosmtpd.smtp import SMTP


class Notes:
    def __init__(self, path: str) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        message = email.message_from_bytes(envelope.content)
        os.write(self.file, f"{message['Message-ID']} {envelope.rcpt_tos[0]}\n".encode())
        return "250 OK"


async def serve(port: int, path: str) -> None:
    notes = Notes(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(notes, hostname="sink"), "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
