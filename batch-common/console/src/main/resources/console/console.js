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
