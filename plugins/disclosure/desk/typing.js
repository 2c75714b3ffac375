/* While somebody types: what stands in the form is kept on the disk and judged, one request at a time, the latest always last. */
"use strict";
const Typing = (() => {
  const { ask } = Desk;

  /* A name for a form in this window; it lasts as long as the window, so that a page that is loaded again finds its draft. */
  function name(key) {
    const made = () => [...crypto.getRandomValues(new Uint8Array(16))].map(one => one.toString(16).padStart(2, "0")).join("");
    try {
      const held = sessionStorage.getItem(`form:${key}`) || made();
      sessionStorage.setItem(`form:${key}`, held);
      return held;
    } catch { return made(); }
  }

  /* `told` makes what is sent, `hear` takes what is answered. */
  function watch(who, told, hear) {
    let running = false, again = false, closed = false, timer = null;
    const key = `desk:${who}`;
    const remember = sent => { try { if (Object.keys(sent.changes).length) localStorage.setItem(key, JSON.stringify(sent)); else localStorage.removeItem(key); } catch { /* the disk has it in a moment */ } };
    /* What was tried before more was typed is no answer to what stands there now. */
    const stale = () => closed || again || timer !== null;
    const send = async () => {
      clearTimeout(timer); timer = null;
      if (running) { again = true; return; }
      running = true; again = false;
      const sent = told();
      try {
        const answer = await ask("typed", sent);
        if (!again && !closed) try { localStorage.removeItem(key); } catch { /* nothing was remembered */ }
        if (!stale()) hear(answer, sent);
        if (!stale() && answer.more) {
          const whole = await ask("rest", { who, number: answer.more });
          if (!stale() && !whole.overtaken) hear(whole, sent);
        }
      } catch (fault) { if (!stale()) hear({ failed: fault.message }, sent); }
      running = false;
      if (again && !closed) send();
    };
    return {
      typed() { remember(told()); clearTimeout(timer); timer = setTimeout(send, 40); },
      now: send,
      /* The window is left: what was typed last goes out before it. */
      leave() {
        if (closed || !(timer || running)) return;
        try { fetch("/-desk/typed", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...told(), quiet: true }) }); } catch { /* localStorage has it */ }
      },
      close() { closed = true; clearTimeout(timer); },
      async drop() { this.close(); try { localStorage.removeItem(key); } catch { /* nothing was remembered */ } await ask("drop", { who }).catch(() => {}); },
      /* What this window typed when the desk could not be reached. */
      held() { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; } },
    };
  }

  return { name, watch };
})();
