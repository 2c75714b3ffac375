/* The preview: shows what the check found, and shows the page anew when it has changed, at the place where the reader was. */
(() => {
  "use strict";
  const me = document.currentScript;
  const place = `preview ${location.pathname}`;
  const words = { error: "错误", warning: "警告", notice: "提示" };

  const at = sessionStorage.getItem(place);
  if (at !== null) {
    sessionStorage.removeItem(place);
    addEventListener("load", () => scrollTo({ top: Number(at), behavior: "instant" }));
  }

  const made = (name, text, more = {}) => {
    const element = Object.assign(document.createElement(name), more);
    element.textContent = text;
    return element;
  };

  const panel = made("details", "", { className: "preview-findings" });
  panel.addEventListener("toggle", () => sessionStorage.setItem("preview open", panel.open ? "1" : ""));

  const show = ({ counts, listed, waiting }) => {
    const said = Object.keys(words).filter((severity) => counts[severity]).map((severity) => `${counts[severity]} 个${words[severity]}`);
    const heading = waiting ? "正在检查…" : said.length ? `检查：${said.join("，")}` : "检查：没有发现问题";
    panel.dataset.worst = counts.error ? "error" : counts.warning ? "warning" : "";
    const list = made("ol", "");
    for (const { severity, place, code, message, hint } of listed) {
      const line = made("li", "");
      const label = made("b", words[severity]);
      label.dataset.severity = severity;
      line.append(label, " ", made("code", place), ` ${message}${code && `（${code}）`}`, ...(hint ? [made("br", ""), hint] : []));
      list.append(line);
    }
    panel.replaceChildren(made("summary", heading + (counts.error ? "。网页是出错之前的样子" : "")), list);
    panel.open = counts.error > 0 || sessionStorage.getItem("preview open") === "1";
    panel.hidden = false;
    document.body.append(panel);
  };

  const news = new EventSource(`/-preview/news?page=${encodeURIComponent(me.dataset.page)}&edition=${me.dataset.edition}`);
  news.addEventListener("findings", (event) => show(JSON.parse(event.data)));
  news.addEventListener("page", () => {
    news.close();
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  });
  addEventListener("pagehide", () => news.close());
})();
