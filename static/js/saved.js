// The server says by a cookie which draft it has saved ("token.person"); that draft is private data no longer needed here, and goes.
"use strict";
(() => {
  const said = /(?:^|; )saved-draft=([\w-]+)\.\d+/.exec(document.cookie);
  if (!said) return;
  document.cookie = "saved-draft=; max-age=0; path=/; samesite=lax";
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("chuan-xa:draft:")) continue;
      if (JSON.parse(localStorage.getItem(key))?.values?.token === said[1]) localStorage.removeItem(key);
    }
  } catch {
    // a browser without storage kept no draft
  }
})();
