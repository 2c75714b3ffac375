"""Where a build's time goes (`build --profile`): one watch, stopped at the few borders between its stages."""
import time
from collections import defaultdict
from collections.abc import Iterator


class Stopwatch:
    """Books the time since the last border to the stage that ends.  Stages that take turns, such as making pages and writing them, add up.

    Seconds of the clock on the wall, and of the processor: on a busy machine, or one with a slow disk, they part.
    """

    def __init__(self) -> None:
        self.wall: dict[str, float] = defaultdict(float)
        self.cpu: dict[str, float] = defaultdict(float)
        self.last = time.perf_counter(), time.process_time()

    def lap(self, stage: str) -> None:
        """The stage that has been going on since the last call ends here."""
        wall, cpu = time.perf_counter(), time.process_time()
        self.wall[stage] += wall - self.last[0]
        self.cpu[stage] += cpu - self.last[1]
        self.last = wall, cpu

    def lines(self) -> Iterator[str]:
        """A table for people, stages in the order in which they first ended."""
        yield "  用时    处理器  阶段（秒）"
        for stage, cpu in self.cpu.items():
            yield f"{self.wall[stage]:6.2f}  {cpu:6.2f}  {stage}"
        yield f"{sum(self.wall.values()):6.2f}  {sum(self.cpu.values()):6.2f}  合计"
