/* While somebody types: what stands in the form is kept on the disk and judged, one request at a time, the latest always last. */
"use strict";
const Typing = (() => {
  const { ask } = Desk;
  const LOCAL = "desk:", NAMED = "form:", WINDOW = "desk-window";
  const hex = () => [...crypto.getRandomValues(new Uint8Array(16))].map(one => one.toString(16).padStart(2, "0")).join("");
  const local = what => { try { return what(localStorage); } catch { return null; } }; // without it the disk has what was typed, a moment later
  const session = what => { try { return what(sessionStorage); } catch { return null; } };

  /* Requests may arrive in another order than they were sent: each has a higher number than all before it, also over a reload. */
  let last = 0;
  const turn = () => { last = Math.max(last + 1, Date.now()); return last; };

  /* A window that was made as a copy of another has its memory too: it is given names of its own, for two windows never write over each other's. */
  async function claim() {
    if (!navigator.locks) return;
    const mine = session(store => store.getItem(WINDOW)) || hex();
    const held = name => new Promise(done => {
      navigator.locks.request(`desk ${name}`, { signal: AbortSignal.timeout(500) }, () => { done(true); return new Promise(free => addEventListener("pagehide", free)); }).catch(() => done(false));
    });
    session(store => store.setItem(WINDOW, mine));
    if (await held(mine)) return;
    const other = hex();
    session(store => { for (const key of Object.keys(store)) if (key.startsWith(NAMED)) store.removeItem(key); store.setItem(WINDOW, other); });
    await held(other);
  }

  /* A name for a form in this window; it lasts as long as the window, so that a page that is loaded again finds its draft. */
  function name(key) {
    const held = session(store => store.getItem(NAMED + key)) || hex();
    session(store => store.setItem(NAMED + key, held));
    return held;
  }
  /* The same, where it has one. */
  const named = key => session(store => store.getItem(NAMED + key));
  const forget = key => session(store => store.removeItem(NAMED + key));

  /* What was typed when the desk could not be reached, in this window or in one that is closed: the disk has it from now on. */
  async function rescue() {
    for (const key of local(store => Object.keys(store).filter(one => one.startsWith(LOCAL))) || []) {
      const said = local(store => store.getItem(key));
      try { await ask("typed", { turn: 1, ...JSON.parse(said), quiet: true }); } catch { continue; } // it stays until the disk has it
      if (local(store => store.getItem(key)) === said) local(store => store.removeItem(key));
    }
  }

  /* What each form of this page has that is not saved: a form that was left finds it again. */
  const typed = new Map();

  /* `number`: of the draft that is meant, where it may since have become another.  Rejects where the desk could not be reached. */
  async function drop(who, number = turn()) {
    const answer = await ask("drop", { who, turn: number });
    if (answer.late) return answer;
    typed.delete(who);
    local(store => store.removeItem(LOCAL + who));
    return answer;
  }

  /* `told` makes what is sent, `hear` takes what is answered. */
  function watch(who, told, hear) {
    let running = false, again = false, closed = false, resting = false, unwanted = false, timer = null;
    const key = LOCAL + who;
    const numbered = () => {
      const sent = { ...told(), turn: turn() };
      if (Object.keys(sent.changes).length) typed.set(who, sent); else typed.delete(who);
      return sent;
    };
    const remember = sent => local(store => typed.has(who) ? store.setItem(key, JSON.stringify(sent)) : store.removeItem(key));
    /* What was tried before more was typed is no answer to what stands there now. */
    const stale = () => closed || again || resting || timer !== null;
    const send = async () => {
      clearTimeout(timer); timer = null;
      if (closed || resting) return false;
      if (running) { again = true; return false; }
      running = true; again = false;
      const sent = numbered(), remembered = local(store => store.getItem(key));
      let kept = false;
      try {
        const answer = await ask("typed", sent);
        if (answer.late) { last = Math.max(last, answer.late); again = true; } // the clock was set back
        kept = !answer.late;
        // what was typed while it was on its way is not what the disk has
        if (kept && local(store => store.getItem(key)) === remembered) local(store => store.removeItem(key));
        if (!stale()) hear(answer, sent);
        if (!stale() && answer.more) {
          const whole = await ask("rest", { who, number: answer.more });
          if (!stale() && !whole.overtaken) hear(whole, sent);
        }
      } catch (fault) { if (!stale()) hear({ failed: fault.message }, sent); }
      running = false;
      if (again) send();
      return kept;
    };
    return {
      typed() { if (!closed) remember(numbered()); clearTimeout(timer); timer = setTimeout(send, 40); },
      /* Resolves with whether the disk has it. */
      now: send,
      /* While it is being saved nothing else is sent; what is typed meanwhile is remembered. */
      rest() { resting = true; clearTimeout(timer); timer = null; return turn(); },
      /* The same while it is being thrown away: a window that is closed meanwhile does not bring it back. */
      discard() { unwanted = true; return this.rest(); },
      resume() { resting = unwanted = false; send(); },
      /* The window is left: what was typed last goes out before it. */
      leave() {
        if (closed || unwanted || !(timer || running || resting)) return;
        try { fetch("/-desk/typed", { method: "POST", keepalive: true, headers: { "Content-Type": "application/json" }, body: JSON.stringify({ ...numbered(), quiet: true }) }); } catch { /* localStorage has it */ }
      },
      close() { closed = true; clearTimeout(timer); },
      /* What was typed in this form and not saved when it was left. */
      held: () => typed.get(who) || null,
    };
  }

  return { claim, name, named, forget, rescue, watch, drop, turn };
})();
