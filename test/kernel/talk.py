"""Drives the kernel "unrolled" for the tests: one JSON request a line in, one reply a line out."""

import json
import os
import sys
import time

from jupyter_client.manager import KernelManager

SECONDS = 900  # however busy the machine
manager = KernelManager(kernel_name="unrolled")


def start(cwd):
    manager.start_kernel(cwd=cwd)
    return connect()


def connect():
    global client
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=SECONDS)
    return {}


def execute(code, interrupt_at=None):
    """Runs one cell; interrupts it once its stdout contains interrupt_at."""
    result = {"stdout": "", "stderr": "", "displays": []}

    def collect(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            result[content["name"]] += content["text"]
        elif message["msg_type"] in ("display_data", "update_display_data"):
            result["displays"].append(content["data"])
        nonlocal interrupt_at
        if interrupt_at and interrupt_at in result["stdout"]:
            manager.interrupt_kernel()
            interrupt_at = None

    reply = client.execute_interactive(
        code, output_hook=collect, store_history=True, timeout=SECONDS
    )
    status = reply["content"]["status"]
    if status == "error":
        time.sleep(0.3)  # tslab drops what arrives within 0.2 s of an error, as Run All sends it
    return {**result, "status": status}


def begin(code, until):
    """Sends a cell and waits until it has printed `until`; gives the processes' numbers."""
    client.execute(code)
    printed = ""
    while until not in printed:
        message = client.get_iopub_msg(timeout=SECONDS)
        if message["msg_type"] == "stream":
            printed += message["content"]["text"]
    return {"kernel": manager.provisioner.pid, "driver": os.getpid()}


def execute_all(cells):
    """Sends all cells at once; gives the status of each reply."""
    sent = [client.execute(code, store_history=True) for code in cells]
    replies = {}
    while len(replies) < len(sent):
        reply = client.get_shell_msg(timeout=SECONDS)
        replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
    time.sleep(0.3)
    return [replies[message] for message in sent]


def complete(code, at):
    return client.complete(code, at, reply=True, timeout=SECONDS)["content"]


def inspect(code, at):
    return client.inspect(code, at, reply=True, timeout=SECONDS)["content"]


def restart():
    client.stop_channels()
    manager.restart_kernel()
    return connect()


def stop():
    client.stop_channels()
    manager.shutdown_kernel()
    return {}


for line in sys.stdin:
    request = json.loads(line)
    reply = globals()[request.pop("do")](**request)
    os.set_blocking(sys.stdout.fileno(), True)  # who started this may have made it non-blocking
    print(json.dumps(reply), flush=True)
