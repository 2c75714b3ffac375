/* What was changed in one record and still stands in others: the list stays, whatever is opened, until all are done or somebody puts it away. */
"use strict";
const Left = (() => {
  const { make, button } = Values;
  const { ask } = Desk;
  const HELD = "desk-left";
  const same = (a, b) => a.file === b.file && JSON.stringify(a.at) === JSON.stringify(b.at);
  const read = () => { try { return JSON.parse(localStorage.getItem(HELD)) || []; } catch { return []; } };
  const hold = all => { try { localStorage.setItem(HELD, JSON.stringify(all)); } catch { /* shown this once */ } };

  /* `rows`: where else it stands, each with the text. */
  function note(rows) {
    const all = read();
    for (const row of rows) {
      let one = all.find(some => some.text === row.text);
      if (!one) { one = { text: row.text, rows: [] }; all.push(one); }
      if (!one.rows.some(other => same(other, row))) one.rows.push({ file: row.file, at: row.at, title: row.title, note: row.note });
    }
    hold(all.slice(-10));
  }

  /* Puts the list into a node, as the files now are. */
  async function show(node, go) {
    const all = read();
    if (!all.length) return;
    const told = await ask("leftover", { texts: all.map(one => one.text) }).catch(() => null);
    if (!told || !node.isConnected) return;
    node.replaceChildren();
    for (const one of all) {
      const still = told.left.filter(row => row.text === one.text), rows = [...one.rows, ...still.filter(row => !one.rows.some(other => same(other, row)))];
      const number = rows.filter(row => still.some(other => same(other, row))).length, away = () => { hold(read().filter(some => some.text !== one.text)); box.remove(); };
      const box = make("div", { className: "finding notice left" });
      const line = row => still.some(other => same(other, row)) ? make("li", {}, button(row.title, () => go({ file: row.file, at: row.at }), "quiet"), row.note ? make("small", { textContent: `　${row.note}` }) : "") : make("li", { textContent: `✓ ${row.title}　改好了` });
      box.append(make("p", { textContent: number ? `原来的“${one.text}”还写在这 ${number} 条里，要不要一起改，请看一看：` : `原来的“${one.text}”没有哪一条再写着了。` }), make("ul", {}, ...rows.map(line)), button(number ? "其余的不改，收起" : "收起", away, "quiet"));
      node.append(box);
      if (!number) hold(read().filter(some => some.text !== one.text)); // said once
    }
  }

  return { note, show };
})();
