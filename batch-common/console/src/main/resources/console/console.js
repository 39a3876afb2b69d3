"use strict";

/* A part of a page that is at work is asked for again and put in place; without script the page stays as it was. */
(function () {
  function reload() {
    const part = document.querySelector("[data-reload]");
    if (!part) {
      return;
    }
    setTimeout(function () {
      fetch(location.href, { headers: { Accept: "text/html" } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
        .then(function (text) {
          const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
          if (fresh) {
            part.replaceWith(fresh);
          }
          if (fresh && !fresh.dataset.reload) {
            location.reload();
          }
        })
        .catch(function () {})
        .finally(reload);
    }, 1000 * Number(part.dataset.reload));
  }
  reload();
})();

/* An address that ends with the name of a closed part opens it; many a browser does so by itself. */
(function () {
  function reveal() {
    const part = document.getElementById(location.hash.slice(1));
    const closed = part && part.closest("details:not([open])");
    if (closed) {
      closed.open = true;
      part.scrollIntoView();
    }
  }
  addEventListener("hashchange", reveal);
  reveal();
})();

/* Pages are complete without this script. It adds keys and keeps what is at work up to date. */
(() => {
  const KEYS = [
    ["/", "to the filter"],
    ["g n", "nights"],
    ["g r", "runs"],
    ["g p", "portfolios"],
    ["g q", "data quality"],
    ["arrows", "from session to session in the grid"],
    ["Enter", "the session's details"],
    ["Esc", "out of a field, or back"],
    ["?", "these keys"],
  ];
  const PAGES = { n: "/nights", r: "/runs", p: "/portfolios", q: "/quality" };

  const sessions = () => [...document.querySelectorAll(".month a")];

  function help() {
    let dialog = document.getElementById("keys");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "keys";
      const head = document.createElement("h2");
      head.id = "keys-head";
      head.textContent = "Keys";
      dialog.setAttribute("aria-labelledby", "keys-head");
      const list = document.createElement("dl");
      for (const [key, words] of KEYS) {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        const text = document.createElement("dd");
        const cap = document.createElement("kbd");
        cap.textContent = key;
        term.append(cap);
        text.textContent = words;
        row.append(term, text);
        list.append(row);
      }
      const close = document.createElement("button");
      close.textContent = "Close";
      close.addEventListener("click", () => dialog.close());
      dialog.append(head, list, close);
      document.body.append(dialog);
    }
    dialog.showModal();
  }

  /* Only one session of the grid is a stop of the tabulator; the arrows lead to the others. */
  function rove(to) {
    for (const link of sessions()) {
      link.tabIndex = link === to ? 0 : -1;
    }
  }

  function chosen() {
    const links = sessions();
    return links.find((link) => link.hasAttribute("aria-current")) || links[links.length - 1];
  }

  function move(key) {
    const links = sessions();
    const at = links.indexOf(document.activeElement);
    if (at < 0) {
      return null;
    }
    const cell = document.activeElement.closest("td");
    if (key === "ArrowLeft" || key === "ArrowRight") {
      return links[at + (key === "ArrowLeft" ? -1 : 1)] || null;
    }
    const step = key === "ArrowUp" ? -1 : 1;
    for (let i = at + step; i >= 0 && i < links.length; i += step) {
      if (links[i].closest("td").cellIndex === cell.cellIndex) {
        return links[i];
      }
    }
    return null;
  }

  let first = "";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) {
      return;
    }
    const field = event.target.closest && event.target.closest("input, select, textarea");
    if (field) {
      if (event.key === "Escape") {
        field.blur();
      }
      return;
    }
    const before = first;
    first = "";
    if (event.key.startsWith("Arrow")) {
      const to = move(event.key);
      if (to) {
        event.preventDefault();
        rove(to);
        to.focus();
      }
    } else if (before === "g" && PAGES[event.key]) {
      location.assign(PAGES[event.key]);
    } else if (event.key === "g") {
      first = "g";
    } else if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) {
        event.preventDefault();
        search.focus();
      }
    } else if (event.key === "?") {
      help();
    } else if (event.key === "Escape" && history.length > 1) {
      history.back();
    }
  });

  /* Replaces the live parts by those of the same page as it is now; where the reader is stays. */
  async function refresh() {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focus = document.activeElement && document.activeElement.getAttribute("href");
    for (const part of document.querySelectorAll("[data-live]")) {
      const now = page.getElementById(part.id);
      if (now) {
        part.replaceWith(now);
      }
    }
    rove(chosen());
    const again = sessions().find((link) => focus && link.getAttribute("href") === focus);
    if (again) {
      rove(again);
      again.focus();
    }
  }

  function tell(progress) {
    const part = document.querySelector(`[data-run="${progress.run}"]`);
    if (!part) {
      refresh();
      return;
    }
    for (const text of part.querySelectorAll("[data-told]")) {
      text.textContent = progress[text.dataset.told];
    }
    const bar = part.querySelector("progress");
    if (bar && progress.done !== null) {
      bar.max = 1;
      bar.value = progress.done;
    }
  }

  function listen() {
    const live = document.querySelector("[data-live]");
    if (!live) {
      return;
    }
    const what =
      live.dataset.live === "nights"
        ? "nights=1"
        : "run=" + live.dataset.live + "&scope=" + encodeURIComponent(live.dataset.scope);
    const events = new EventSource("/events?" + what);
    events.addEventListener("progress", (event) => tell(JSON.parse(event.data)));
    events.addEventListener("ended", () => {
      if (!what.startsWith("nights")) {
        events.close();
      }
      refresh();
    });
    addEventListener("pagehide", () => events.close());
  }

  if (sessions().length) {
    rove(chosen());
  }
  listen();
})();
