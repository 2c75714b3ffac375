/* Waiting for work that takes its time; the page stays usable, and the work can be stopped. */
"use strict";
const Jobs = (() => {
  const { ask } = Desk;
  const pause = () => new Promise(done => setTimeout(done, 400));

  /* `tell`: is given everything that was said so far, and the state; resolves with the state at the end. */
  async function wait(id, tell) {
    const lines = [];
    for (;;) {
      const told = await ask(`job?id=${id}&since=${lines.length}`);
      lines.push(...told.lines);
      tell(lines, told);
      if (!told.running) return { ...told, lines };
      await pause();
    }
  }
  return { wait, stop: id => ask("job/stop", { id }) };
})();
