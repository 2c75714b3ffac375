/* The tour: a bar at the foot of the real pages, that says what to do next and marks where; five minutes, and nothing has to be changed. */
"use strict";
(() => {
  const STEPS = [
    { page: "", mark: "#find", text: "这里找东西。写名称、编号、拼音或者首字母，例如“mzj”（民政局），下面就列出来，点一条就打开它的表单。什么也不用记住在哪个文件里。" },
    { page: "records", mark: ".desk nav", text: "左边是全部记录：事项、单位、政策、台账。点开“单位”，选一个有电话的。" },
    { page: "records", mark: "#form", text: "中间是这一条的表单：每格上面写着该填什么、举个例子。灰底的是沿用来的。改一个字试试——不保存就不算，写了一半关掉也还在。" },
    { page: "records", mark: "aside", text: "右边是网页现在的样子。按“保存”（Ctrl+S），网页跟着变；检查出的问题写在那一格下面，有现成改法的给一个按钮。" },
    { page: "records", mark: "#undo", text: "存错了不要紧：按“撤销”，一步一步退，关了再开也能退。文件里只动了您改的那几行。" },
    { page: "many", mark: "#filter", text: "要改许多项的，在“成批”里：按目录、主体、检查结果找出来，勾上，选字段，写上新的。" },
    { page: "many", mark: "#change", text: "按“看看会改哪些”，先列出每一项原来是什么、会改成什么，看过再改；一步就能全部撤销。" },
    { page: "table", mark: "#table", text: "一类记录的同一个字段，在“逐行”里一行一行填：每月给各项任务加一条进展，填完一起保存。" },
    { page: "unit", mark: "#how", text: "单位改名、合并：选单位，程序把提到它的地方全部列出来，引用的、文字里的分开；以前发布的不勾，由您逐条定。" },
    { page: "paste", mark: "#pasted", text: "部门报来的表格：在 Excel 里复制，在这里粘贴（或者选文件）。拿不准的格子标黄，可以当场改；按“确认”才写进去。" },
    { page: "round", mark: "#open", text: "发布以前看这一页：哪个单位还有什么没改，哪些快到期，写了没有保存的。" },
    { page: "round", mark: "#make-sheet", text: "“与最近一版比”用平常的话说这一版改了什么；“做签发单”做出给领导签的单子，打开后可以打印。" },
    { page: "round", mark: "#dry", text: "签好以后，写明去处，先“试运行”看会改动什么，再按“发布”。发错了，写一句为什么，按“退回前一版”。走完了：现在回首页，改您真要改的吧。" },
  ];
  const by = id => document.getElementById(id), here = location.pathname.replace("/-desk/", "");
  const held = () => { const told = sessionStorage.getItem("desk-tour"); return told === null ? null : Number(told); };
  const put = n => { if (n === null) sessionStorage.removeItem("desk-tour"); else sessionStorage.setItem("desk-tour", String(n)); };

  function show() {
    document.querySelector(".tour")?.remove();
    document.querySelectorAll(".toured").forEach(node => node.classList.remove("toured"));
    const n = held();
    if (n === null || !STEPS[n]) return;
    const step = STEPS[n];
    if (step.page !== here) { location.href = `/-desk/${step.page}`; return; }
    const bar = document.createElement("section"), text = document.createElement("p"), count = document.createElement("strong");
    bar.className = "tour"; bar.tabIndex = -1; bar.setAttribute("aria-label", "教程");
    count.textContent = `第 ${n + 1} 步，共 ${STEPS.length} 步　`;
    text.append(count, step.text);
    const buttons = document.createElement("p");
    for (const [name, to, off] of [["上一步", n - 1, n === 0], [n + 1 < STEPS.length ? "下一步" : "走完了", n + 1 < STEPS.length ? n + 1 : null, false], ["不看了", null, false]]) {
      const button = document.createElement("button");
      button.type = "button"; button.textContent = name; button.disabled = off;
      button.onclick = () => { put(to); show(); if (to === null) by("tour")?.focus(); };
      buttons.append(button, " ");
    }
    bar.append(text, buttons);
    document.body.append(bar);
    const node = document.querySelector(step.mark);
    if (node) { node.classList.add("toured"); node.scrollIntoView({ block: "nearest" }); }
    bar.focus();
  }

  by("tour")?.addEventListener("click", () => { put(0); show(); });
  show();
})();
