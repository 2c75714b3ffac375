"""A fleet on a Dask cluster that is there already: its scheduler hands the counties out, its workers build them into the shared folder.

Queues, retries and workers that die are Dask's business: a county whose worker dies is given to another, three times by default
(distributed.scheduler.allowed-failures).
"""
import logging
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from disclosure.deliver.fault import Refused
from disclosure.fleet.county import FAILED, ROOT, Order, Outcome, Stumbled, build_county

PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""
MUST_AGREE = ("python", "dask", "distributed")


def built(orders: Sequence[Order], address: str, build: Callable[[Order], Outcome] = build_county) -> Iterator[Outcome]:
    """Builds every county; outcomes come as they are ready.  Raises Refused where the cluster cannot be used."""
    with connected(address) as client:
        from distributed import as_completed
        agreed(client)
        futures = {client.submit(build, order, pure=False, retries=1): order for order in orders}
        for future in as_completed(futures):
            yield outcome_of(future, futures[future])


def outcome_of(future, order: Order) -> Outcome:
    """What a future holds; what a cluster can do to it is told in words."""
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    try:
        return future.result()
    except Stumbled as stumbled:
        return stumbled.args[0]
    except KilledWorker as killed:
        return Outcome(order.code, FAILED, f"生成它的工作机接连停了 {killed.allowed_failures + 1} 次，多半是内存不够，或者超过了每县时限（{order.limit / 60:g} 分钟）；最后一次在 {killed.last_worker.address}。")
    except CancelledError:
        return Outcome(order.code, FAILED, "与调度器的连接断了，不知道它生成了没有。")
    except Exception as error:  # whatever the cluster made of it, the other counties have their say
        return Outcome(order.code, FAILED, f"集群没有能做这件事（{type(error).__name__}）：调度器和工作机都要用本程序的 .venv 启动，程序是同一版。", trace="".join(traceback.format_exception(error)))


@contextmanager
def connected(address: str):
    """A client of the scheduler."""
    try:
        from distributed import Client
    except ImportError:
        command = f"{sys.executable} -m pip install --no-deps --require-hashes -r {ROOT / 'requirements-fleet.lock'}"
        raise Refused(f"用 --scheduler 要先装 Dask：{command}") from None
    with quiet():
        try:
            client = Client(address, timeout=PATIENCE)
        except (OSError, ValueError, TypeError) as error:
            raise Refused(f"连不上调度器 {address}（{type(error).__name__}）：地址写成 tcp://主机:8786 这样，请检查调度器是不是开着、端口通不通。") from error
        with client:
            yield client


@contextmanager
def quiet():
    """What Dask says in its own words comes as an exception too, and is told in ours; differing versions are told by `agreed`."""
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


def agreed(client) -> None:
    """Scheduler, workers and this side run the same Python and the same Dask, or pickles may not be read at the other end."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise Refused(f"调度器上一台工作机也没有（等了 {PATIENCE} 秒）。") from None
    told = client.get_versions()
    ours = told["client"]["packages"]
    others = {"调度器": told["scheduler"], **{f"工作机 {name}": worker for name, worker in told["workers"].items()}}
    for who, other in others.items():
        for name in MUST_AGREE:
            if minor(other["packages"][name]) != minor(ours[name]):
                raise Refused(f"{who}上的 {name} 是 {other['packages'][name]}，这里是 {ours[name]}：请在每台机器上用同一版。")


def minor(version: str) -> list[str]:
    """A version without its last part: patches of Python agree."""
    return version.split(".")[:2]
